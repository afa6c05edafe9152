import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlanChoice } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { FieldProps } from '@rjsf/utils';
import {
  type Format,
  localize,
  PlanPrice,
  useFormat,
  useLanguage,
} from '@dualcloud/foundation-react';
import { localizedBullets } from '../catalogue/localizedBullets';
import { cloudServicesTranslationRef } from '../translation';
import styles from './formFields.module.css';

/** What the broker says that it costs. */
function useCosts(format: Format) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (plan: PlanChoice): string[] => {
    if (plan.free) return [t('form.plan.free')];
    return (plan.costs ?? []).flatMap(({ amount, unit }) =>
      Object.entries(amount).map(([currency, sum]) => {
        const money = format.money(sum, currency);
        switch (unit.toLocaleUpperCase('en-US')) {
          case 'MONTHLY':
            return t('form.plan.perMonth', { amount: money });
          case 'HOURLY':
            return t('form.plan.perHour', { amount: money });
          default:
            return t('form.plan.perUnit', { amount: money, unit });
        }
      }),
    );
  };
}

function BrokerCosts(props: { plan: PlanChoice }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const costs = useCosts(useFormat())(props.plan);
  if (costs.length === 0) return null;
  return (
    <>
      {costs.map(cost => (
        <p key={cost} className={styles.planCost}>
          {cost}
        </p>
      ))}
      <p className={styles.planNote}>{t('form.plan.unlisted')}</p>
    </>
  );
}

function PlanOption(props: {
  plan: PlanChoice;
  id: string;
  disabled: boolean;
}) {
  const { plan, id, disabled } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const language = useLanguage();
  const format = useFormat();
  const bullets = localizedBullets(plan, language);
  const description = localize(plan.description, language);
  const notes = [
    plan.simulated && t('form.plan.simulated'),
    plan.lifecycle === 'deprecated' && t('form.plan.deprecated'),
    plan.lifecycle === 'experimental' && t('form.plan.experimental'),
  ].filter(Boolean);
  return (
    <div className={styles.plan}>
      <FormControlLabel
        value={plan.name}
        disabled={disabled}
        control={
          <Radio
            color="primary"
            inputProps={{
              id,
              'aria-labelledby': `${id}-title`,
              'aria-describedby': `${id}-details`,
            }}
          />
        }
        label={
          <span id={`${id}-title`} className={styles.planTitle}>
            {localize(plan.title, language, plan.name)}
          </span>
        }
      />
      <div id={`${id}-details`} className={styles.planDetails}>
        <PlanPrice
          serviceRef={plan.serviceRef ?? ''}
          plan={plan.name}
          fallback={<BrokerCosts plan={plan} />}
        />
        {bullets.length > 0 ? (
          <ul>
            {bullets.map(bullet => (
              <li key={bullet}>{bullet}</li>
            ))}
          </ul>
        ) : (
          description && <p>{description}</p>
        )}
        <p>
          {t('form.plan.stages', {
            stages: format.list(plan.stages.map(stage => t(`stage.${stage}`))),
          })}
        </p>
        {notes.map(note => (
          <p key={String(note)} className={styles.planNote}>
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}

/** Choice of a plan, with what tells one from another. */
export function PlanField(props: FieldProps<string>) {
  const { idSchema, formData, onChange, uiSchema, required, schema } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const plans: PlanChoice[] = uiSchema?.['ui:options']?.plans as PlanChoice[];
  const id = idSchema.$id;
  const allowed = plans.filter(
    plan => !Array.isArray(schema.enum) || schema.enum.includes(plan.name),
  );
  const disabled = Boolean(props.disabled || props.readonly);
  return (
    <FormControl component="fieldset" fullWidth disabled={disabled}>
      <FormLabel component="legend" required={required}>
        {t('form.plan.label')}
      </FormLabel>
      <RadioGroup
        name={id}
        className={styles.plans}
        value={formData ?? ''}
        onChange={event => onChange(event.target.value)}
      >
        {allowed.map(plan => (
          <PlanOption
            key={plan.name}
            plan={plan}
            id={`${id}-${plan.name}`}
            disabled={disabled}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
