/** Languages of documents for people. */
export type DocumentLanguage = 'en' | 'de';

const en = {
  invoice: 'Invoice',
  allocation: 'Cost statement',
  draft: 'Draft',
  number: 'Number',
  month: 'Month',
  date: 'Date',
  due: 'Payable by',
  from: 'From',
  to: 'To',
  leitwegId: 'Leitweg-ID',
  vatId: 'VAT ID',
  contact: 'Contact',
  position: 'No.',
  description: 'Description',
  quantity: 'Quantity',
  amount: 'Amount',
  subtotal: 'Subtotal',
  total: 'Total',
  exact: 'Exact sum of the lines',
  rounding: 'Rounding of each line to cents',
  tax: 'VAT',
  payable: 'Payable',
  noSystem: 'Without a system',
  noEnvironment: 'Without an environment',
  credits: 'Credits and reductions',
  credit: 'Credit',
  reduction: 'Reduction',
  adjustmentOf: 'adjustment for',
  corrects: 'corrects',
  discount: 'Discount',
  priceLists: 'Price lists',
  digest: 'SHA-256 of the statement',
  page: 'Page',
  of: 'of',
  preliminary:
    'This statement is not final. Its figures still change with usage, credits and corrections.',
  kind: 'Kind',
  system: 'System',
  environment: 'Environment',
  stage: 'Stage',
  service: 'Service',
  instance: 'Instance',
  plan: 'Plan',
  component: 'Component',
  title: 'Title',
  unit: 'Unit',
  currency: 'Currency',
  cents: 'Amount in whole cents',
  reason: 'Reason',
  priceList: 'Price list',
  priceListVersion: 'Version',
  charge: 'Charge',
  once: 'once',
  adjustment: 'Adjustment',
};

/** Everything that documents say. */
export type DocumentTexts = typeof en;

const de: DocumentTexts = {
  invoice: 'Rechnung',
  allocation: 'Kostenaufstellung',
  draft: 'Entwurf',
  number: 'Nummer',
  month: 'Monat',
  date: 'Datum',
  due: 'Zahlbar bis',
  from: 'Von',
  to: 'An',
  leitwegId: 'Leitweg-ID',
  vatId: 'USt-IdNr.',
  contact: 'Ansprechstelle',
  position: 'Nr.',
  description: 'Bezeichnung',
  quantity: 'Menge',
  amount: 'Betrag',
  subtotal: 'Zwischensumme',
  total: 'Summe',
  exact: 'Genaue Summe der Positionen',
  rounding: 'Rundung jeder Position auf Cent',
  tax: 'Umsatzsteuer',
  payable: 'Zu zahlen',
  noSystem: 'Ohne System',
  noEnvironment: 'Ohne Umgebung',
  credits: 'Gutschriften und Minderungen',
  credit: 'Gutschrift',
  reduction: 'Minderung',
  adjustmentOf: 'Korrektur für',
  corrects: 'korrigiert',
  discount: 'Rabatt',
  priceLists: 'Preislisten',
  digest: 'SHA-256 der Aufstellung',
  page: 'Seite',
  of: 'von',
  preliminary:
    'Diese Aufstellung ist nicht endgültig. Ihre Beträge ändern sich noch mit Nutzung, Gutschriften und Korrekturen.',
  kind: 'Art',
  system: 'System',
  environment: 'Umgebung',
  stage: 'Stufe',
  service: 'Service',
  instance: 'Instanz',
  plan: 'Plan',
  component: 'Komponente',
  title: 'Titel',
  unit: 'Einheit',
  currency: 'Währung',
  cents: 'Betrag in ganzen Cent',
  reason: 'Grund',
  priceList: 'Preisliste',
  priceListVersion: 'Version',
  charge: 'Entgelt',
  once: 'einmalig',
  adjustment: 'Korrektur',
};

export function textsOf(language: DocumentLanguage): DocumentTexts {
  return language === 'de' ? de : en;
}

/** Of time: one, and any other number. */
const UNITS: Record<string, Record<DocumentLanguage, [string, string]>> = {
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
