export const cardsMessages = {
  'cards.title': 'Requests',
  'cards.open': 'All requests',
  'cards.empty.system': 'No open request concerns this system.',
  'cards.empty.group': 'No request is open.',
  'cards.individual.title': 'Made for one agency',
  'cards.individual.why':
    'This is an individual service: it is offered to one agency, built and taken over for it. That is why there is no order button.',
  'cards.individual.how':
    'If your agency needs something like it, file a request. The IT service provider answers it with an offer.',
  'cards.individual.ask': 'Ask for one like it',
  'cards.individual.change': 'Ask for a change',
  'cards.individual.who': 'Who answers',
  'cards.individual.until': 'First answer within',
  'cards.individual.hours_one': '{{count}} service hour',
  'cards.individual.hours_other': '{{count}} service hours',
  'cards.individual.clock_one': '{{count}} hour',
  'cards.individual.clock_other': '{{count}} hours',
  'cards.individual.like': 'Like “{{service}}”',
  'cards.individual.requests': 'Requests about this service',
  'cards.home.empty.title': 'Nothing waits for you',
  'cards.home.empty.description':
    'Requests in which it is your turn show up here.',
  'cards.refused': 'You cannot see requests.',
} as const;
