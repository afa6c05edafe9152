import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { serviceLevelsTranslationRef } from '../translation';
import { FieldFault } from './FieldFault';
import styles from './fields.module.css';

/** Day and time on a wall clock, as `datetime-local` has them. */
export function InstantField(props: {
  label: string;
  /** Absent as long as it follows from a service level that is still to be chosen. */
  timeZone: string | undefined;
  value: string;
  onChange: (wallClock: string) => void;
  fault: string | undefined;
  isOptional?: boolean;
}) {
  const { label, timeZone, value, onChange, fault, isOptional } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div id={`${id}-means`}>
        {timeZone ? t('field.zone', { timeZone }) : t('field.zoneOfLevel')}
      </div>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-required={!isOptional}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-means ${id}-fault`}
        onChange={event => onChange(event.target.value)}
      />
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
