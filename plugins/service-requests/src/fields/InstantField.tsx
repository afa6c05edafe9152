import { useId } from 'react';
import { RiErrorWarningLine } from '@remixicon/react';
import { useWords } from '../words';
import styles from './fields.module.css';

/** Day and time on the reader's clock, as `datetime-local` has them. */
export function InstantField(props: {
  label: string;
  /** Beside the reader's time zone. */
  description?: string;
  isOptional?: boolean;
  value: string;
  onChange: (wallClock: string) => void;
  fault: string | undefined;
}) {
  const { label, description, isOptional, value, onChange, fault } = props;
  const { t } = useWords();
  const id = useId();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {isOptional && (
          <span className={styles.means}> ({t('picker.optional')})</span>
        )}
      </label>
      <div id={`${id}-means`} className={styles.means}>
        {description && `${description} `}
        {t('desk.zone', { timeZone })}
      </div>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-means ${id}-fault`}
        onChange={event => onChange(event.target.value)}
      />
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

/** What the reader's clock shows at an instant, as `datetime-local` has it. */
export function wallClockOf(instant: string | undefined): string {
  if (!instant) return '';
  const at = new Date(instant);
  const offsetMs = at.getTimezoneOffset() * 60_000;
  return new Date(at.getTime() - offsetMs).toISOString().slice(0, 16);
}

/** The instant at which the reader's clock shows this; undefined if it is no time. */
export function instantOf(wallClock: string): string | undefined {
  const at = new Date(wallClock);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
