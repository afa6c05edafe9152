import { useMemo } from 'react';
import { useLanguage } from '@dualcloud/foundation-react';

/** From and to on the reader's clock; the day is said once where it is the same. */
export function usePeriod(options?: {
  /** Where the day stands above it. */
  isDayKnown?: boolean;
}): (from: string, to: string) => string {
  const language = useLanguage();
  const isDayKnown = options?.isDayKnown;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, {
      ...(isDayKnown ? {} : { dateStyle: 'medium' }),
      timeStyle: 'short',
    });
    return (from, to) => format.formatRange(new Date(from), new Date(to));
  }, [language, isDayKnown]);
}
