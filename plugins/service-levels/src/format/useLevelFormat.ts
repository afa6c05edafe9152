import { useMemo } from 'react';
import { useFormat } from '@dualcloud/foundation-react';

/** How service levels are written in a language. */
export function createLevelFormat(language: string) {
  const month = new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const shortMonth = new Intl.DateTimeFormat(language, {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  });
  const whole = new Intl.NumberFormat(language);
  const percentage = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
    }).format(value);
  const list = new Intl.ListFormat(language, { type: 'unit' });

  return {
    language,
    /** `2026`, `2026-Q4` or `2026-11` as people write it. */
    period: (period: string) => {
      if (/^\d{4}-\d{2}$/.test(period)) {
        return month.format(new Date(`${period}-01T00:00:00Z`));
      }
      const quarter = /^(\d{4})-(Q[1-4])$/.exec(period);
      return quarter ? `${quarter[2]} ${quarter[1]}` : period;
    },
    /** The same in little room, such as `Nov 26`. */
    shortPeriod: (period: string) =>
      /^\d{4}-\d{2}$/.test(period)
        ? shortMonth.format(new Date(`${period}-01T00:00:00Z`))
        : period,
    /** In the largest two units, such as `3 hours 20 minutes`; never more than it is. */
    time: (seconds: number) => {
      const all = Math.abs(seconds);
      const hours = Math.floor(all / 3600);
      const minutes = Math.floor((all % 3600) / 60);
      if (hours > 0) {
        return list.format([
          unit(hours, 'hour'),
          ...(minutes > 0 ? [unit(minutes, 'minute')] : []),
        ]);
      }
      return minutes > 0 ? unit(minutes, 'minute') : unit(all, 'second');
    },
    /** As a clock shows it: `242:00:00`. */
    clock: (seconds: number) => {
      const all = Math.abs(seconds);
      const part = (value: number) => String(value).padStart(2, '0');
      const text = `${Math.floor(all / 3600)}:${part(
        Math.floor((all % 3600) / 60),
      )}:${part(all % 60)}`;
      return seconds < 0 ? `−${text}` : text;
    },
    number: (value: number) => whole.format(value).replace(/^-/, '−'),
    /** A decimal as the API has it: `1.99`; nothing is rounded. */
    decimal: (text: string) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(
        Number(text),
      ),
    /** A share such as 0.83, to the percent. */
    share: (value: number) => percentage.format(value),
    /** A percentage as the API has it: `99.173`; nothing is rounded. */
    percent: (decimal: string) => {
      const [, fraction = ''] = decimal.split('.');
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'percent',
        minimumFractionDigits: fraction.length,
        maximumFractionDigits: fraction.length,
      }).format(Number(decimal));
    },
  };
}

/** What {@link useLevelFormat} gives. */
export type LevelFormat = ReturnType<typeof createLevelFormat>;

/** {@link createLevelFormat} for the language that the portal is shown in. */
export function useLevelFormat(): LevelFormat {
  const { language } = useFormat();
  return useMemo(() => createLevelFormat(language), [language]);
}
