export const cardsMessages = {
  'cards.title': 'Costs',
  'cards.open': 'Open costs',
  'cards.month': 'Month',
  'cards.amount': 'Costs',
  'cards.thisMonth': 'This month so far',
  'cards.lastMonth': 'Last month',
  'cards.expected': 'Expected this month',
  'cards.expectedUntil': 'Expected until {{day}}',
  'cards.againstLast': '{{change}} against last month',
  'cards.noForecast': 'There is no forecast yet.',
  'cards.otherCurrencies': 'Costs in {{others}} come on top.',
  'cards.budgets': 'Budgets',
  'cards.refused': 'You may not see costs. Ask the lead of your organisation.',
  'cards.empty.system':
    'Nothing has cost anything in the last twelve months. Costs appear here within minutes once an environment of this system runs.',
  'cards.empty.environment':
    'This has not cost anything so far. Costs appear here within minutes once it runs and has a price.',
  'cards.empty.group':
    'Nothing that you may see has cost this group anything in the last twelve months.',
  'cards.view.payer': 'What it pays',
  'cards.view.customer': 'What runs for it, whoever pays',
  'cards.view.software-provider': 'What it develops, whoever pays',
  'cards.view.owner': 'What it looks after',
  'cards.prices': 'Prices',
  'cards.prices.open': 'All price lists',
  'cards.prices.now': 'Prices today',
  'cards.prices.from': 'Prices from {{from}}',
  'cards.prices.until': 'Valid until {{to}}.',
  'cards.prices.agreed': 'Agreed with one customer.',
  'cards.prices.none':
    'No price list names this service: using it costs nothing for now.',
  'cards.prices.revenue':
    'Revenue this month so far: {{now}}; last month: {{before}}.',
  'cards.home.title': 'My costs',
  'cards.home.empty.title': 'No costs so far',
  'cards.home.empty.description':
    'As soon as an environment of yours runs, you see here what it costs, what to expect by the end of the month and which budget is in danger.',
  'cards.home.anomalies_one':
    '{{count}} anomaly of this month has not been looked at',
  'cards.home.anomalies_other':
    '{{count}} anomalies of this month have not been looked at',
  'cards.home.urgent': 'Budgets in danger',
  'quote.plan.from': 'From {{price}}',
  'quote.plan.plusUse': 'Plus what is used: {{names}}',
  'quote.plan.byUse': 'By what is used: {{names}}',
  'quote.plan.once': '{{price}} once, when it is set up',
  'quote.plan.free': 'Free of charge by the price list',
  'quote.plan.pending': 'Looking up the price …',
  'quote.plan.failed': 'The price cannot be looked up right now.',
  'quote.title': 'Expected costs',
  'quote.nothing': 'Choose a plan to see what it will cost.',
  'quote.pending': 'Costs are being worked out …',
  'quote.failed':
    'What this will cost cannot be worked out right now; it can be ordered all the same.',
  'quote.aMonth': '{{amount}} a month',
  'quote.sentence': '{{amount}} a month.',
  'quote.once': '{{amount}} once.',
  'quote.total': '{{amount}} in total until {{day}}.',
  'quote.difference': '{{difference}} a month against {{before}} today.',
  'quote.difference.total':
    '{{difference}} in total against {{before}} as it is today.',
  'quote.monthly': 'A month',
  'quote.oneTime': 'Once',
  'quote.details': 'What it is made of',
  'quote.assumption.average':
    'Usage is assumed to be what others on the same plan use on average.',
  'quote.assumption.given': 'Usage is as you have given it.',
  'quote.assumption.unknown':
    'What is charged by usage is not included: nothing is known of the usage yet.',
  'quote.unpriced': 'Without a price so far: {{what}}.',
  'quote.refusedBy': 'It exceeds the budget “{{name}}” and will be refused.',
  'quote.warnedBy': 'It exceeds the budget “{{name}}”.',
  'quote.breaks': 'This exceeds the budget “{{name}}”',
  'quote.breaks.warned':
    '{{remaining}} are left of it. The order is taken, and its owners are warned.',
  'quote.breaks.refused':
    '{{remaining}} are left of it. The order will be refused; ask the owners of the budget.',
} as const;
