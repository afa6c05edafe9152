import type { NotificationLanguage } from '@dualcloud/foundation-node';
import {
  instantFormat,
  type LocalizedText,
} from '@dualcloud/foundation-common';

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const;

/** The title of an agreement, or the name of what it is about. */
export function nameOf(
  titles: LocalizedText | undefined,
  subjectRef: string,
  language: NotificationLanguage,
): string {
  return (
    titles?.[language] ??
    titles?.en ??
    subjectRef.slice(subjectRef.lastIndexOf('/') + 1)
  );
}

/** `22 minutes`, `3 hours 5 minutes` */
export function durationText(
  seconds: number,
  language: NotificationLanguage,
): string {
  const part = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(LOCALES[language], {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    }).format(value);
  if (seconds < 60) return part(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return [
    ...(hours > 0 ? [part(hours, 'hour')] : []),
    ...(minutes % 60 > 0 ? [part(minutes % 60, 'minute')] : []),
  ].join(' ');
}

/** `November 2026`; quarters and years as they are named. */
export function periodText(
  period: string,
  language: NotificationLanguage,
): string {
  if (!/^\d{4}-\d{2}$/.test(period)) return period;
  return new Intl.DateTimeFormat(LOCALES[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${period}-01T00:00:00Z`));
}

/** `8 Jun 2027, 10:00–12:00 (Europe/Berlin)` */
export function timesText(
  { fromS, toS }: { fromS: number; toS?: number },
  timeZone: string,
  language: NotificationLanguage,
): string {
  const format = instantFormat(LOCALES[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const text =
    toS === undefined
      ? format.format(fromS * 1000)
      : format.formatRange(fromS * 1000, toS * 1000);
  return `${text} (${timeZone})`;
}

/** A decimal in a language's own writing. */
export function decimalText(
  decimal: string,
  language: NotificationLanguage,
): string {
  return language === 'de' ? decimal.replace('.', ',') : decimal;
}
