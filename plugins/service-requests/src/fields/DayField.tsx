import { useId } from 'react';
import { RiErrorWarningLine } from '@remixicon/react';
import styles from './fields.module.css';

/** A calendar day, such as `2026-12-05`; Backstage UI has no field that takes one as text. */
export function DayField(props: {
  label: string;
  description?: string;
  value: string;
  onChange: (day: string) => void;
  fault: string | undefined;
}) {
  const { label, description, value, onChange, fault } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {description && (
        <div id={`${id}-means`} className={styles.means}>
          {description}
        </div>
      )}
      <input
        id={id}
        type="date"
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${description ? `${id}-means ` : ''}${id}-fault`}
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
