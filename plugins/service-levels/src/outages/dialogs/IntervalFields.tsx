import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { InstantField, type useFaults } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';
import type { usePastInterval } from './usePastInterval';

/** When it began and, if it is over, ended. */
export function IntervalFields(props: {
  form: ReturnType<typeof usePastInterval>;
  faults: ReturnType<typeof useFaults>;
  timeZone: string | undefined;
}) {
  const { form, faults, timeZone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <>
      <InstantField
        label={t('outage.field.from')}
        timeZone={timeZone}
        value={form.typed.from}
        onChange={from => form.change({ from })}
        fault={faults.of('from')}
      />
      <InstantField
        label={t('outage.field.to')}
        timeZone={timeZone}
        value={form.typed.to}
        onChange={to => form.change({ to })}
        fault={faults.of('to')}
        isOptional
      />
    </>
  );
}
