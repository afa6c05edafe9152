import { useId } from 'react';
import { FieldFault } from './FieldFault';
import styles from './fields.module.css';

/** Day and time on a wall clock, as `datetime-local` has them. */
export function InstantField(props: {
  label: string;
  description?: string;
  value: string;
  onChange: (wallClock: string) => void;
  fault: string | undefined;
  isOptional?: boolean;
}) {
  const { label, description, value, onChange, fault, isOptional } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {description && <div id={`${id}-means`}>{description}</div>}
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-required={!isOptional}
        aria-invalid={fault !== undefined}
        aria-describedby={`${description ? `${id}-means ` : ''}${id}-fault`}
        onChange={event => onChange(event.target.value)}
      />
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
