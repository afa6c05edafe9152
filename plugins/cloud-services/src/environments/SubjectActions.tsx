import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudServicesTranslationRef } from '../translation';
import { ExtendDialog } from './ExtendDialog';
import type { Subject } from './subject';
import { TearDownDialog } from './TearDownDialog';

/** Extend and tear down, each with its dialog. */
export function SubjectActions(props: {
  subject: Subject;
  isBusy: boolean;
  isGone: boolean;
  onOrdered: () => void;
}) {
  const { subject, isBusy, isGone, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const [dialog, setDialog] = useState<'extend' | 'tearDown'>();
  const close = () => setDialog(undefined);
  const ordered = () => {
    close();
    onOrdered();
  };
  if (isGone) return null;
  return (
    <>
      {subject.permissions.update && subject.expiresAt && (
        <Button
          variant="secondary"
          isDisabled={isBusy}
          onPress={() => setDialog('extend')}
        >
          {t('extend.button')}
        </Button>
      )}
      {subject.permissions.terminate && (
        <Button
          variant="secondary"
          isDisabled={isBusy}
          onPress={() => setDialog('tearDown')}
        >
          {t('tearDown.button')}
        </Button>
      )}
      {dialog === 'extend' && (
        <ExtendDialog subject={subject} onClose={close} onOrdered={ordered} />
      )}
      {dialog === 'tearDown' && (
        <TearDownDialog subject={subject} onClose={close} onOrdered={ordered} />
      )}
    </>
  );
}
