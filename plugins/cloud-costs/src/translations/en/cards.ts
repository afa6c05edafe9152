export const cardsMessages = {
  'cards.title': 'Costs',
};
