export const standardisationMessages = {
  'standard.title': 'Make it standard',
  'standard.introduction':
    'What keeps being asked for could be a standard service, ordered by button. Requests of one type that name the same building blocks are counted by themselves; others can be grouped by hand.',
  'standard.group': 'Group requests by hand',
  'standard.group.means':
    'Requests that ask for the same in different words. Each is in one group only, and no longer counted elsewhere.',
  'standard.group.title': 'What they ask for',
  'standard.group.requests': 'Requests',
  'standard.grouped': 'Grouped by hand',
  'standard.empty.title': 'Nothing is asked for twice',
  'standard.empty.description':
    'As soon as two requests name the same building blocks, they show up here. What asks for the same in other words can be grouped by hand.',
  'standard.count': 'Asked for {{times}} times; agencies: {{customers}}',
  'standard.blocks': 'Building blocks',
  'standard.filed': 'Filed',
  'standard.last': 'Last asked for',
  'standard.saves': 'What a standard service would save',
  'standard.perYear': 'About {{perYear}} requests a year.',
  'standard.waiting':
    '{{daysPerYear}} days of waiting a year: {{days}} days each from submission to operation, measured on {{measured}}.',
  'standard.waiting.none': 'Waiting: none has come into operation so far.',
  'standard.setup':
    '{{amountPerYear}} of one-time prices a year: {{amount}} each; accepted offers: {{measured}}.',
  'standard.setup.zero':
    'One-time prices: none; accepted offers: {{measured}}.',
  'standard.setup.none': 'One-time prices: no offer was accepted so far.',
  'standard.decision.none': 'Not decided',
  'standard.decision.standard': 'Made standard',
  'standard.decision.individual': 'Stays individual',
  'standard.decision.by': 'Decided by {{person}} on {{day}}: {{reason}}',
  'standard.decision.instead': 'Whoever asks for it again is pointed to',
  'standard.decide': 'Decide',
  'standard.decide.title': 'What becomes of it?',
  'standard.decide.outcome': 'Outcome',
  'standard.decide.service': 'Standard service that there is now',
  'standard.decide.service.means':
    'Whoever writes a request for the same is told of it.',
  'standard.requests': 'Its requests',
  'standard.remove': 'Take {{number}} out of the group',
  'standard.remove.short': 'Take out',
  'standard.remove.means':
    'It is counted with those that name the same building blocks again, and can be grouped anew.',
  'standard.back': 'Everything that keeps being asked for',
  'standard.hint': 'A standard service may do',
  'standard.hint.means':
    'It is ordered by button and ready within minutes, while this request would be analysed and offered. Look at it first, or go on with the request.',
  'standard.hint.decided': 'made standard because this kept being asked for',
  'standard.hint.only-building-block': 'the only building block that you name',
  'standard.hint.words': 'because you write: {{words}}',
} as const;
