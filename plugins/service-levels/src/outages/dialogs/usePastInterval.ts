import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { instantAt } from '../../clock';
import type { Faults } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';

/** Begin and end of something that has begun, on the wall clock of a time zone. */
export function usePastInterval(
  timeZone: string,
  initial: { from: string; to: string } = { from: '', to: '' },
) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [typed, setTyped] = useState(initial);
  const from = instantAt(typed.from, timeZone);
  const to = instantAt(typed.to, timeZone);
  const isAhead = (instant: string | undefined) =>
    instant !== undefined && Date.parse(instant) > Date.now();
  const faults: Faults = {};
  if (!from) faults.from = t('field.instant');
  else if (isAhead(from)) faults.from = t('field.past');
  if (typed.to && !to) faults.to = t('field.instant');
  else if (isAhead(to)) faults.to = t('field.past');
  else if (from && to && to <= from) faults.to = t('field.after-from');
  return {
    typed,
    change: (part: Partial<typeof typed>) => setTyped({ ...typed, ...part }),
    /** Undefined while something is wrong. */
    interval:
      from && Object.keys(faults).length === 0
        ? { from, ...(to && { to }) }
        : undefined,
    faults,
  };
}
