import type { cardsMessages } from '../en/cards';

export const cardsMessagesDe: Record<keyof typeof cardsMessages, string> = {
  'cards.title': 'Anfragen',
  'cards.open': 'Alle Anfragen',
  'cards.empty.system': 'Keine offene Anfrage betrifft dieses System.',
  'cards.empty.group': 'Keine Anfrage ist offen.',
  'cards.individual.title': 'Für eine Behörde gemacht',
  'cards.individual.why':
    'Das ist ein Individualservice: Er wird einer Behörde angeboten, für sie gebaut und für sie übernommen. Darum gibt es keinen Knopf zum Bestellen.',
  'cards.individual.how':
    'Braucht Ihre Behörde etwas Ähnliches, stellen Sie eine Anfrage. Der IT-Service-Provider antwortet mit einem Angebot.',
  'cards.individual.ask': 'Etwas Ähnliches anfragen',
  'cards.individual.change': 'Änderung anfragen',
  'cards.individual.who': 'Wer antwortet',
  'cards.individual.until': 'Erste Antwort innerhalb von',
  'cards.individual.hours_one': '{{count}} Servicestunde',
  'cards.individual.hours_other': '{{count}} Servicestunden',
  'cards.individual.clock_one': '{{count}} Stunde',
  'cards.individual.clock_other': '{{count}} Stunden',
  'cards.individual.like': 'Wie „{{service}}“',
  'cards.individual.requests': 'Anfragen zu diesem IT-Service',
  'cards.home.empty.title': 'Nichts wartet auf Sie',
  'cards.home.empty.description':
    'Hier stehen Anfragen, in denen Sie am Zug sind.',
  'cards.refused': 'Sie können keine Anfragen sehen.',
};
