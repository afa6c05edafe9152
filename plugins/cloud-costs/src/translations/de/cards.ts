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
  'cards.otherCurrencies': 'Kosten in {{others}} kommen hinzu.',
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
    'Keine Preisliste nennt diesen IT-Service: Ihn zu nutzen kostet vorerst nichts.',
  'cards.prices.revenue':
    'Erlös in diesem Monat bisher: {{now}}; im letzten Monat: {{before}}.',
  'cards.home.title': 'Meine Kosten',
  'cards.home.empty.title': 'Bisher keine Kosten',
  'cards.home.empty.description':
    'Sobald eine Ihrer Umgebungen läuft, sehen Sie hier, was sie kostet, was bis Monatsende zu erwarten ist und welches Budget in Gefahr ist.',
  'cards.home.anomalies_one':
    '{{count}} Auffälligkeit dieses Monats ist noch nicht angesehen worden',
  'cards.home.anomalies_other':
    '{{count}} Auffälligkeiten dieses Monats sind noch nicht angesehen worden',
  'cards.home.urgent': 'Budgets in Gefahr',
  'quote.plan.from': 'Ab {{price}}',
  'quote.plan.plusUse': 'Zuzüglich Verbrauch: {{names}}',
  'quote.plan.byUse': 'Nach Verbrauch: {{names}}',
  'quote.plan.once': '{{price}} einmalig bei der Einrichtung',
  'quote.plan.free': 'Laut Preisliste kostenlos',
  'quote.plan.pending': 'Preis wird nachgesehen …',
  'quote.plan.failed': 'Der Preis kann gerade nicht nachgesehen werden.',
  'quote.title': 'Voraussichtliche Kosten',
  'quote.nothing':
    'Wählen Sie eine Leistungsvariante, um zu sehen, was sie kosten wird.',
  'quote.pending': 'Die Kosten werden berechnet …',
  'quote.failed':
    'Was das kosten wird, lässt sich gerade nicht berechnen; bestellen können Sie trotzdem.',
  'quote.aMonth': '{{amount}} im Monat',
  'quote.sentence': '{{amount}} im Monat.',
  'quote.once': '{{amount}} einmalig.',
  'quote.total': '{{amount}} insgesamt bis {{day}}.',
  'quote.difference': '{{difference}} im Monat gegenüber heute {{before}}.',
  'quote.difference.total':
    '{{difference}} insgesamt gegenüber {{before}} nach heutigem Stand.',
  'quote.monthly': 'Im Monat',
  'quote.oneTime': 'Einmalig',
  'quote.details': 'Woraus es sich zusammensetzt',
  'quote.assumption.average':
    'Angenommen ist die Nutzung, die andere mit derselben Leistungsvariante im Durchschnitt haben.',
  'quote.assumption.given': 'Die Nutzung ist die von Ihnen angegebene.',
  'quote.assumption.unknown':
    'Nicht enthalten, weil über die Nutzung noch nichts bekannt ist: {{what}}.',
  'quote.unpriced': 'Bisher ohne Preis: {{what}}.',
  'quote.refusedBy':
    'Das überschreitet das Budget „{{name}}“ und wird abgelehnt werden.',
  'quote.warnedBy': 'Das überschreitet das Budget „{{name}}“.',
  'quote.breaks': 'Das überschreitet das Budget „{{name}}“',
  'quote.breaks.left': 'Davon sind noch {{amount}} übrig.',
  'quote.breaks.overdrawn': 'Es ist schon um {{amount}} überschritten.',
  'quote.breaks.warned':
    'Die Bestellung wird angenommen, und wer das Budget betreut, wird gewarnt.',
  'quote.breaks.refused':
    'Die Bestellung wird abgelehnt werden; fragen Sie, wer das Budget betreut.',
};
