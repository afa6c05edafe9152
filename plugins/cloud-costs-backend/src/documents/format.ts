import { formatDecimal } from '../money';
import { type DocumentLanguage, textsOf } from './texts';

/** Of time: one, and any other number. */
const UNITS: Record<
  string,
  Partial<Record<DocumentLanguage, [string, string]>> | undefined
> = {
  day: { en: ['day', 'days'], de: ['Tag', 'Tage'] },
  month: { en: ['month', 'months'], de: ['Monat', 'Monate'] },
  year: { en: ['year', 'years'], de: ['Jahr', 'Jahre'] },
};

/** `2.5 months` in the way of a language; units that are not of time are written as they are. */
export function quantityText(
  quantity: string,
  unit: string,
  language: DocumentLanguage,
): string {
  const number = numberText(quantity, language);
  const isOne = /^-?1$/.test(quantity);
  if (unit === 'once') return isOne ? textsOf(language).once : `${number} ×`;
  const [one, many] = UNITS[unit]?.[language] ?? [unit, unit];
  return `${number} ${isOne ? one : many}`;
}

/** A unit in words; those that are not of time are written as they are. */
export function unitText(unit: string, language: DocumentLanguage): string {
  return unit === 'once'
    ? textsOf(language).once
    : UNITS[unit]?.[language]?.[0] ?? unit;
}

/** `12345.6` in the way of a language, with at least `places` digits after the point. */
export function numberText(
  decimal: string,
  language: DocumentLanguage,
  places = 0,
): string {
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const [whole, fraction = ''] = decimal.split('.');
  const digits = fraction.padEnd(places, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${grouped}${digits ? point + digits : ''}`;
}

/** `2026-10` as `October 2026`. */
export function monthText(month: string, language: DocumentLanguage): string {
  return new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** `2026-11-05` as people of the language write it. */
export function dayText(day: string, language: DocumentLanguage): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Cents as a decimal: `-1234n` is `-12.34`. */
export function centsText(cents: bigint): string {
  const text = formatDecimal(cents, 2);
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** Cents in the way of a language, such as `1.234,50`. */
export function moneyText(cents: bigint, language: DocumentLanguage): string {
  return numberText(centsText(cents), language, 2);
}

/** A stage in words. */
export function stageText(
  stage: string | undefined,
  language: DocumentLanguage,
): string {
  const texts = textsOf(language);
  switch (stage) {
    case 'development':
    case 'test':
    case 'production':
      return texts[stage];
    default:
      return stage ?? texts.noStage;
  }
}

/**
 * How to pay, as a sentence; what is not due is given back.
 *
 * @param day - until when, `2026-12-05`
 */
export function paymentText(
  payment: {
    cents: bigint;
    currency: string;
    day: string;
    number: string;
    iban: string;
  },
  language: DocumentLanguage,
): string {
  const { cents, currency, number, iban } = payment;
  const money = `${moneyText(
    cents < 0n ? -cents : cents,
    language,
  )} ${currency}`;
  const day = dayText(payment.day, language);
  if (cents === 0n) {
    return language === 'de'
      ? 'Es ist nichts zu zahlen.'
      : 'Nothing is to be paid.';
  }
  if (cents < 0n) {
    return language === 'de'
      ? `Wir erstatten Ihnen ${money} bis zum ${day}.`
      : `We will refund ${money} to you by ${day}.`;
  }
  return language === 'de'
    ? `Bitte überweisen Sie ${money} bis zum ${day} unter Angabe der Nummer ${number} auf das Konto ${iban}.`
    : `Please transfer ${money} by ${day} to the account ${iban}, quoting the number ${number}.`;
}
