import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { cloudCostsTranslationRef } from '../translation';

/** Units that have a word in the reader's language, as price lists write them. */
const WORDS = {
  h: 'unit.hour',
  message: 'unit.message',
  request: 'unit.request',
  'GiB-h': 'unit.gibHour',
  'connection-h': 'unit.connectionHour',
} as const;

const isKnown = (unit: string): unit is keyof typeof WORDS =>
  Object.hasOwn(WORDS, unit);

/** The word for a unit, in the number that suits the quantity; others stand as they are. */
export function useUnitWord(): (unit: string, quantity: number) => string {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return useCallback(
    (unit, quantity) =>
      isKnown(unit) ? t(WORDS[unit], { count: quantity }) : unit,
    [t],
  );
}
