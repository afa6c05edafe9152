import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  VisuallyHidden,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { foundationTranslationRef } from '../translation';
import { ErrorNotice } from './ErrorNotice';
import styles from './FormDialog.module.css';

/**
 * A dialog that asks for something and does it. Escape and the close button
 * leave it, except while its action is under way; a click beside it does not, as
 * what was typed would be lost.
 * @public
 */
export function FormDialog(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Without it the dialog has only a close button. */
  submit?: {
    label: string;
    onSubmit: () => void;
    isPending: boolean;
    isDisabled?: boolean;
    isDestructive?: boolean;
  };
  closeLabel?: string;
  error?: Error;
  width?: number;
}) {
  const { title, onClose, children, submit, closeLabel, error, width } = props;
  const { t } = useTranslationRef(foundationTranslationRef);
  const header = useRef<HTMLDivElement>(null);
  const closeText = t('action.close');
  // Backstage UI names this button in English and lets nobody name it otherwise.
  useEffect(() => {
    header.current
      ?.querySelector('button[aria-label]')
      ?.setAttribute('aria-label', closeText);
  }, [closeText]);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (submit && !submit.isDisabled && !submit.isPending) submit.onSubmit();
  };
  return (
    <Dialog
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled={submit?.isPending}
      onOpenChange={isOpen => {
        if (!isOpen && !submit?.isPending) onClose();
      }}
      width={width ?? 560}
    >
      <DialogHeader ref={header}>{title}</DialogHeader>
      <form onSubmit={handleSubmit} className={styles.form}>
        <DialogBody>
          <div className={styles.body}>
            {children}
            {error && <ErrorNotice error={error} />}
          </div>
        </DialogBody>
        <DialogFooter>
          <VisuallyHidden role="status">
            {submit?.isPending && t('action.working')}
          </VisuallyHidden>
          <Button
            variant="secondary"
            isDisabled={submit?.isPending}
            onPress={onClose}
          >
            {closeLabel ?? t(submit ? 'action.cancel' : 'action.close')}
          </Button>
          {submit && (
            <Button
              type="submit"
              variant="primary"
              destructive={submit.isDestructive}
              isDisabled={submit.isDisabled}
            >
              {submit.isPending ? t('action.working') : submit.label}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}
