import { useMemo } from 'react';
import {
  formatDecimal,
  MICROS,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useLanguage } from '@dualcloud/foundation-react';
import { useUnitWord } from './useUnitWord';

const CENT = MICROS / 100n;

/** What `Intl` formats without making a float of it. */
function exact(decimal: string): Intl.StringNumericLiteral {
  return decimal as Intl.StringNumericLiteral;
}

/** Days and months have no time zone of their own: they are read and written in UTC. */
function utc(day: string): Date {
  return new Date(`${day.length === 7 ? `${day}-01` : day}T00:00:00Z`);
}

/** Rounded to a tenth of a percent, half away from zero; undefined of nothing. */
function share(part: bigint, whole: bigint): number | undefined {
  if (whole === 0n) return undefined;
  const of = whole < 0n ? -whole : whole;
  const twice = part * 2000n;
  const half = twice < 0n ? -of : of;
  return Number((twice + half) / (2n * of)) / 1000;
}

const UNITS_OF_TIME: Record<string, string> = {
  h: 'hour',
  day: 'day',
  month: 'month',
  year: 'year',
};

/** The word for a unit, in the number that suits the quantity. */
export type UnitWord = (unit: string, quantity: number) => string;

const AS_IT_IS: UnitWord = unit => unit;

/** Time in the words of the language; what is measured has the meter's unit. */
function measured(
  language: string,
  quantity: string,
  unit: string,
  wordOf: UnitWord,
): string {
  const time = UNITS_OF_TIME[unit];
  const text = new Intl.NumberFormat(language, {
    maximumFractionDigits: 6,
    ...(time && { style: 'unit', unit: time, unitDisplay: 'long' }),
  }).format(exact(quantity));
  if (time) return text;
  return unit === 'once' ? `${text} ×` : `${text} ${wordOf(unit, +quantity)}`;
}

/** Of so many, decimals do not matter. */
const MANY = 100;

/** From ten times as much on, how often it was before says more than percents. */
const MANIFOLD = 10n;

/**
 * How costs are written in a language.
 *
 * @param wordOf - names units of meters; they stand as they are without it
 */
export function createCostFormat(
  language: string,
  wordOf: UnitWord = AS_IT_IS,
) {
  const day = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  const shortDay = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
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
  const plainNumber = new Intl.NumberFormat(language, {
    maximumFractionDigits: 6,
  });
  const wholeNumber = new Intl.NumberFormat(language, {
    maximumFractionDigits: 0,
  });
  const percent = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      maximumFractionDigits: 1,
      ...options,
    });
  const plain = percent({});
  const signed = percent({ signDisplay: 'exceptZero' });
  const money = (
    micros: string | bigint,
    currency: string,
    options: Intl.NumberFormatOptions,
  ) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      ...options,
    }).format(exact(formatDecimal(BigInt(micros))));
  /** Cents are enough, but an amount below one is not nothing. */
  const digits = (micros: string | bigint) => {
    const value = BigInt(micros);
    return value !== 0n && value < CENT && value > -CENT
      ? { maximumFractionDigits: 6 }
      : {};
  };

  return {
    language,
    /** Rounded to cents, half away from zero. */
    money: (micros: string | bigint, currency: string) =>
      money(micros, currency, digits(micros)),
    /** To the micro-unit. */
    exactMoney: (micros: string | bigint, currency: string) =>
      money(micros, currency, { maximumFractionDigits: 6 }),
    /** With its sign, rounded to cents. */
    change: (micros: bigint, currency: string) =>
      money(micros, currency, {
        ...digits(micros),
        signDisplay: 'exceptZero',
      }),
    /** A price such as `0.0125`, exactly. */
    price: (decimal: string, currency: string) =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        maximumFractionDigits: 6,
      }).format(exact(decimal)),
    /** Without decimals, for the ticks of a plot. */
    roughMoney: (amount: number, currency: string) =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumSignificantDigits: 3,
      }).format(amount),
    /** A quantity with its unit. */
    measured: (quantity: string, unit: string) =>
      measured(language, quantity, unit, wordOf),
    /** As {@link measured}, without decimals that say nothing beside so many. */
    aboutMeasured: (quantity: string, unit: string) =>
      measured(
        language,
        Math.abs(+quantity) < MANY ? quantity : quantity.split('.')[0],
        unit,
        wordOf,
      ),
    /** For what one unit, or several, have a price. */
    perUnits: (quantity: string, unit: string) =>
      quantity === '1'
        ? wordOf(unit, 1)
        : measured(language, quantity, unit, wordOf),
    quantity: (decimal: string) => plainNumber.format(exact(decimal)),
    /** As a whole number, where more would pretend to know more. */
    rounded: (decimal: string) => wholeNumber.format(exact(decimal)),
    /** Undefined where the whole is nothing. */
    share: (part: bigint, whole: bigint) => {
      const value = share(part, whole);
      return value === undefined ? undefined : plain.format(value);
    },
    /** By how much it rose or fell, with sign, or as `×29`; undefined from nothing. */
    relativeChange: (now: bigint, before: bigint) => {
      if (before > 0n && now >= MANIFOLD * before) {
        return `×${plainNumber.format((now + before / 2n) / before)}`;
      }
      const value = share(now - before, before);
      return value === undefined ? undefined : signed.format(value);
    },
    day: (text: string) => day.format(utc(text)),
    month: (text: string) => month.format(utc(text)),
    /** A day or a month, short. */
    interval: (text: string) =>
      (text.length === 7 ? shortMonth : shortDay).format(utc(text)),
    /** Both included. */
    range: (from: string, to: string) => day.formatRange(utc(from), utc(to)),
  };
}

export type CostFormat = ReturnType<typeof createCostFormat>;

/** How costs are written in the language that the portal is shown in. */
export function useCostFormat(): CostFormat {
  const language = useLanguage();
  const wordOf = useUnitWord();
  return useMemo(() => createCostFormat(language, wordOf), [language, wordOf]);
}
