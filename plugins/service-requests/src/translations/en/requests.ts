export const requestsMessages = {
  'requests.introduction':
    'Individual services, changes to them, and questions: ask, answer, and see how far it is.',
  'requests.new': 'New request',
  'requests.scope.waiting-for-me': 'Waits for me',
  'requests.scope.waiting-for-others': 'I wait for',
  'requests.scope.all': 'All',
  'requests.view': 'View',
  'requests.view.list': 'List',
  'requests.view.board': 'Board',
  'requests.filter': 'Narrow the list down',
  'requests.filter.clear': 'Clear filters',
  'requests.words': 'Words of title or number',
  'requests.words.placeholder': 'Such as R-2026-0001',
  'requests.type': 'Type',
  'requests.phase': 'Phase',
  'requests.system': 'System',
  'requests.any': 'Any',
  'requests.number': 'Number',
  'requests.title': 'Request',
  'requests.customer': 'Agency',
  'requests.state': 'State',
  'requests.turn': 'Whose turn',
  'requests.turn.mine': 'Yours',
  'requests.turn.none': 'Nobody’s',
  'requests.due': 'Due',
  'requests.overdue': 'overdue',
  'requests.updated': 'Last change',
  'requests.shown':
    '{{shown}} of {{total}} requests; what changed last comes first',
  'requests.more': 'Show more',
  'requests.empty.filtered.title': 'No request fits',
  'requests.empty.filtered.description':
    'Take a filter away, or look under “All”.',
  'requests.empty.waiting-for-me.title': 'Nothing waits for you',
  'requests.empty.waiting-for-me.description':
    'Requests in which it is your turn show up here. What others work on is under “I wait for”.',
  'requests.empty.waiting-for-others.title': 'You wait for nobody',
  'requests.empty.waiting-for-others.description':
    'Requests that others work on show up here. If you need something that the service catalogue does not have, file a request.',
  'requests.empty.all.title': 'No requests yet',
  'requests.empty.all.description':
    'If you need something that the service catalogue does not have, file a request: for an application of your own, a change, or advice.',
} as const;
