import { useEffect, useMemo, useState } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';

const MS_PER_DAY = 86_400_000;
const MICRO_DIGITS = 6;

/** `-1234500000` as `-1234.500000`: a text, as a number would not hold every sum. */
function microsToDecimal(micros: string | bigint): Intl.StringNumericLiteral {
  const value = BigInt(micros);
  const digits = String(value < 0n ? -value : value).padStart(
    MICRO_DIGITS + 1,
    '0',
  );
  const whole = digits.slice(0, -MICRO_DIGITS);
  const fraction = digits.slice(-MICRO_DIGITS);
  return `${
    value < 0n ? '-' : ''
  }${whole}.${fraction}` as Intl.StringNumericLiteral;
}

/**
 * The language that the portal is shown in, for example `de`.
 * @public
 */
export function useLanguage(): string {
  const api = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => api?.getLanguage().language ?? 'en',
  );
  useEffect(() => {
    const subscription = api
      ?.language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription?.unsubscribe();
  }, [api]);
  return language;
}

/**
 * Whole days from now until an instant; negative once it has passed.
 * @public
 */
export function daysUntil(iso: string, now = Date.now()): number {
  const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round(
    (startOfDay(new Date(iso).getTime()) - startOfDay(now)) / MS_PER_DAY,
  );
}

/**
 * How things are written in a language.
 * @public
 */
export type Format = {
  language: string;
  date: (iso: string) => string;
  /** To the minute. */
  dateTime: (iso: string) => string;
  /** To the second, for what a machine has written down. */
  instant: (iso: string) => string;
  number: (value: number) => string;
  money: (amount: number, currency: string) => string;
  /** Integer micro-units (millionths of the currency's unit), written exactly. */
  moneyMicros: (micros: string | bigint, currency: string) => string;
  /** Seconds as `2 min 5 sec`. */
  duration: (seconds: number) => string;
  /** `in 5 days`, `tomorrow`, `3 days ago`. */
  inDays: (iso: string) => string;
  list: (items: string[]) => string;
};

/**
 * Dates, numbers and lists as they are written in the language.
 * @public
 */
export function createFormat(language: string): Format {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const instant = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const list = new Intl.ListFormat(language);
  const money = (currency: string, digits?: number) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: currency.toLocaleUpperCase('en-US'),
      ...(digits && { maximumFractionDigits: digits }),
    });
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: name === 'second' && value < 10 ? 1 : 0,
    }).format(value);

  return {
    language,
    date: iso => date.format(new Date(iso)),
    dateTime: iso => dateTime.format(new Date(iso)),
    instant: iso => instant.format(new Date(iso)),
    number: value => number.format(value),
    money: (amount, currency) => money(currency).format(amount),
    moneyMicros: (micros, currency) =>
      money(currency, MICRO_DIGITS).format(microsToDecimal(micros)),
    duration: seconds => {
      if (seconds < 60) return unit(seconds, 'second');
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) {
        return `${unit(minutes, 'minute')} ${unit(
          Math.floor(seconds % 60),
          'second',
        )}`;
      }
      return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(
        minutes % 60,
        'minute',
      )}`;
    },
    inDays: iso => relative.format(daysUntil(iso), 'day'),
    list: items => list.format(items),
  };
}

/**
 * {@link createFormat} for the language that the portal is shown in.
 * @public
 */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => createFormat(language), [language]);
}
