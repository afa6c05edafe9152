/** Cards and the widget of the home page. */
export const cardsMessages = {
  'cards.title': 'Service levels',
  'cards.open': 'All service levels',
  'cards.refused':
    'You may not see service levels; ask your portal’s administrators.',
  'cards.empty.service': 'No service level is agreed for this service.',
  'cards.empty.system': 'No service level is agreed for this system.',
  'cards.empty.environment': 'No service level is agreed for this environment.',
  'cards.home.empty.title': 'No service level yet',
  'cards.home.empty.description':
    'Once a service level is agreed for something of yours, what is in danger shows here.',
  'cards.home.title': 'My service levels, worst first',
} as const;
