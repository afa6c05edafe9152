import type { cardsMessages } from '../en/cards';

export const cardsMessagesDe: Record<keyof typeof cardsMessages, string> = {
  'cards.title': 'Kosten',
  'cards.open': 'Kosten öffnen',
  'cards.month': 'Monat',
  'cards.amount': 'Kosten',
  'cards.thisMonth': 'Dieser Monat bisher',
  'cards.lastMonth': 'Letzter Monat',
  'cards.expected': 'In diesem Monat erwartet',
  'cards.expectedUntil': 'Erwartet bis {{day}}',
  'cards.againstLast': '{{change}} gegenüber dem letzten Monat',
  'cards.noForecast': 'Noch gibt es keine Prognose.',
  'cards.budgets': 'Budgets',
  'cards.refused':
    'Sie dürfen keine Kosten sehen. Fragen Sie die Leitung Ihrer Organisation.',
  'cards.empty.system':
    'In den letzten zwölf Monaten hat hier nichts etwas gekostet. Kosten erscheinen binnen Minuten, sobald eine Umgebung dieses Systems läuft.',
  'cards.empty.environment':
    'Bisher hat das nichts gekostet. Kosten erscheinen binnen Minuten, sobald es läuft und einen Preis hat.',
  'cards.empty.group':
    'In den letzten zwölf Monaten hat diese Gruppe nichts etwas gekostet, was Sie sehen dürfen.',
  'cards.view.payer': 'Was sie bezahlt',
  'cards.view.customer': 'Was für sie läuft, wer auch immer bezahlt',
  'cards.view.software-provider': 'Was sie entwickelt, wer auch immer bezahlt',
  'cards.view.owner': 'Was sie betreut',
  'cards.prices': 'Preise',
  'cards.prices.open': 'Alle Preislisten',
  'cards.prices.now': 'Preise heute',
  'cards.prices.from': 'Preise ab {{from}}',
  'cards.prices.until': 'Gültig bis {{to}}.',
  'cards.prices.agreed': 'Mit einem Kunden vereinbart.',
  'cards.prices.none':
    'Keine Preisliste nennt diesen Service: Ihn zu nutzen kostet vorerst nichts.',
  'cards.prices.revenue':
    'Umsatz in diesem Monat bisher: {{now}}; im letzten Monat: {{before}}.',
  'cards.home.title': 'Meine Kosten',
  'cards.home.empty.title': 'Bisher keine Kosten',
  'cards.home.empty.description':
    'Sobald eine Ihrer Umgebungen läuft, sehen Sie hier, was sie kostet, was bis Monatsende zu erwarten ist und welches Budget in Gefahr ist.',
  'cards.home.standingOut_one':
    '{{count}} Tag fällt in diesem Monat auf und ist noch nicht angesehen worden',
  'cards.home.standingOut_other':
    '{{count}} Tage fallen in diesem Monat auf und sind noch nicht angesehen worden',
  'cards.home.urgent': 'Budgets in Gefahr',
};
