import type { cardsMessages } from '../en/cards';

export const cardsMessagesDe: Record<keyof typeof cardsMessages, string> = {
  'cards.title': 'Service-Levels',
  'cards.open': 'Alle Service-Levels',
  'cards.refused':
    'Sie dürfen keine Service-Levels sehen. Fragen Sie die Verwaltung Ihres Portals.',
  'cards.empty.service':
    'Für diesen IT-Service ist kein Service-Level vereinbart.',
  'cards.empty.system': 'Für dieses System ist kein Service-Level vereinbart.',
  'cards.empty.environment':
    'Für diese Umgebung ist kein Service-Level vereinbart.',
  'cards.home.empty.title': 'Noch kein Service-Level',
  'cards.home.empty.description':
    'Sobald für etwas von Ihnen ein Service-Level vereinbart ist, erscheint hier, was gefährdet ist.',
  'cards.home.title': 'Meine Service-Levels, die schlechtesten zuerst',
};
