import { TextAreaField } from '@backstage/ui';
import { useWords } from '../words';
import { faultProps } from './faults';

/** Words that a deed takes: needed, or welcome. */
export function ReasonField(props: {
  label?: string;
  description?: string;
  isOptional?: boolean;
  /** Whether somebody has tried to send it, so that a lack is said. */
  isTried?: boolean;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** What the server found wrong. */
  fault?: string;
}) {
  const { isOptional = false, isTried = false, value, fault } = props;
  const { t } = useWords();
  const isLacking = !isOptional && value.trim() === '';
  return (
    <TextAreaField
      label={
        props.label ?? t(isOptional ? 'request.comment' : 'request.reason')
      }
      description={props.description ?? t('request.reason.means')}
      secondaryLabel={t(isOptional ? 'picker.optional' : 'picker.required')}
      value={value}
      onChange={props.onChange}
      maxLength={props.maxLength}
      {...faultProps(isTried && isLacking ? t('form.rule.required') : fault)}
    />
  );
}
