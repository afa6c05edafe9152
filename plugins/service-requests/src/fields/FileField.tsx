import { useId, useState, type ChangeEvent } from 'react';
import { RiErrorWarningLine, RiUploadLine } from '@remixicon/react';
import { useWords } from '../words';
import styles from './fields.module.css';

/**
 * Chooses a file. The browser's own control speaks the language of the browser, so it is
 * there for keyboard and screen readers, and what one sees speaks that of the portal.
 */
export function FileField(props: {
  label: string;
  description?: string;
  /** As of an `input`, such as `.json`. */
  accept?: string;
  isDisabled?: boolean;
  /** What is wrong with the file. */
  fault?: string;
  /** Whether the name of the file stays, or the field takes another one. */
  isKept?: boolean;
  onChoose: (file: File | undefined) => void;
}) {
  const { label, description, accept, isDisabled, fault, isKept } = props;
  const { t } = useWords();
  const id = useId();
  const [name, setName] = useState<string>();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (isKept) setName(file?.name);
    props.onChoose(file);
    // The same file can be chosen again.
    if (!isKept) target.value = '';
  };
  return (
    <div className={styles.file}>
      <span id={`${id}-label`}>{label}</span>
      {description && (
        <div id={`${id}-means`} className={styles.means}>
          {description}
        </div>
      )}
      <div className={styles.choose}>
        <input
          id={id}
          type="file"
          accept={accept}
          disabled={isDisabled}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-means ${id}-fault`}
          aria-invalid={fault !== undefined}
          onChange={choose}
        />
        <label htmlFor={id} className={styles.chooser}>
          <RiUploadLine size={16} aria-hidden="true" /> {t('file.choose')}
        </label>
        {isKept && <span>{name ?? t('file.none')}</span>}
      </div>
      <div id={`${id}-fault`} className={styles.fault} aria-live="polite">
        {fault && (
          <>
            <RiErrorWarningLine size={16} aria-hidden="true" /> {fault}
          </>
        )}
      </div>
    </div>
  );
}
