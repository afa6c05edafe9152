import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { serviceLevelsTranslationRef } from '../translation';
import { FieldFault } from './FieldFault';
import styles from './fields.module.css';

const SHORTEST_REASON = 3;
export const LONGEST_REASON = 2_000;

/** What is wrong with a reason, by the rule that the API has. */
export function useReasonFault(): (
  reason: string,
  isRequired?: boolean,
) => string | undefined {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (reason, isRequired = true) => {
    const { length } = reason.trim();
    if (length === 0 && !isRequired) return undefined;
    return length < SHORTEST_REASON
      ? t('field.reason.minLength', { number: String(SHORTEST_REASON) })
      : undefined;
  };
}

/** Words of one's own, in several lines. */
export function ReasonField(props: {
  label: string;
  description?: string;
  value: string;
  onChange: (reason: string) => void;
  fault: string | undefined;
  isOptional?: boolean;
  maxLength?: number;
}) {
  const { label, description, value, onChange, fault, isOptional } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {description && <div id={`${id}-means`}>{description}</div>}
      <textarea
        id={id}
        rows={3}
        value={value}
        maxLength={props.maxLength ?? LONGEST_REASON}
        aria-required={!isOptional}
        aria-invalid={fault !== undefined}
        aria-describedby={`${description ? `${id}-means ` : ''}${id}-fault`}
        onChange={event => onChange(event.target.value)}
      />
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
