import type { cardsMessages } from '../en/cards';

export const cardsMessagesDe: Record<keyof typeof cardsMessages, string> = {
  'cards.title': 'Kosten',
};
