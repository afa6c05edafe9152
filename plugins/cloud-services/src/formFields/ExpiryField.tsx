import { useEffect, useRef } from 'react';
import { Button } from '@backstage/ui';
import TextField from '@material-ui/core/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { cloudServicesTranslationRef } from '../translation';
import { dayIn } from './days';
import styles from './formFields.module.css';
import { stageOf, useOrderOptions } from './orderOptions';

const QUICK_DAYS = [7, 30, 90];
const DEFAULT_MAX_DAYS = 180;
const DEFAULT_DAYS = 30;

/** `CloudServicesExpiry`: the day on which it is torn down. */
export function ExpiryField(props: FieldExtensionComponentProps<string>) {
  const { formData, onChange, rawErrors } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const options = useOrderOptions();
  const maxDays = options.data?.maxLifetimeDays ?? DEFAULT_MAX_DAYS;
  const defaultDays = Math.min(
    options.data?.defaultLifetimeDays ?? DEFAULT_DAYS,
    maxDays,
  );
  const stage = stageOf(props);
  const isProduction = stage === 'production';
  const isDisabled = Boolean(props.disabled || props.readonly);

  // Proposed once for a stage, when the limits are known; whoever changes it is left alone.
  const isWanting =
    Boolean(stage) &&
    !isProduction &&
    formData === undefined &&
    !options.isPending;
  const proposedFor = useRef<string>();
  useEffect(() => {
    if (!isWanting || proposedFor.current === stage) return;
    proposedFor.current = stage;
    onChange(dayIn(defaultDays));
  }, [isWanting, stage, defaultDays, onChange]);

  useEffect(() => {
    if (isProduction && formData === '') onChange(undefined);
  }, [isProduction, formData, onChange]);

  const id = props.idSchema?.$id ?? 'expiry';
  return (
    <>
      <TextField
        fullWidth
        type="date"
        id={id}
        label={t('form.expiry.label')}
        disabled={isDisabled}
        error={(rawErrors ?? []).length > 0}
        value={formData ?? ''}
        InputLabelProps={{ shrink: true, required: !isProduction }}
        inputProps={{
          // Said, not enforced by the browser: our own message says what to do.
          'aria-required': !isProduction,
          min: dayIn(1),
          ...(!isProduction && { max: dayIn(maxDays) }),
        }}
        helperText={
          isProduction
            ? t('form.expiry.helpProduction')
            : t('form.expiry.help', { max: String(maxDays) })
        }
        // Empty, not absent: what is absent the form does not check.
        onChange={event =>
          onChange(event.target.value || (isProduction ? undefined : ''))
        }
      />
      <fieldset className={styles.quick} disabled={isDisabled}>
        <legend>{t('form.expiry.quick')}</legend>
        {QUICK_DAYS.filter(days => days <= maxDays).map(days => (
          <Button
            key={days}
            variant="secondary"
            aria-pressed={formData === dayIn(days)}
            onPress={() => onChange(dayIn(days))}
          >
            {t('form.expiry.days', { days: String(days) })}
          </Button>
        ))}
        {isProduction && (
          <Button variant="secondary" onPress={() => onChange(undefined)}>
            {t('form.expiry.none')}
          </Button>
        )}
      </fieldset>
    </>
  );
}
