export const generalMessages = {
  'general.title': 'Costs',
  'general.loadMore': 'Load more',
  'general.none': 'None',
  'general.simulated': 'Simulated',
  'general.stage.development': 'Development',
  'general.stage.test': 'Test',
  'general.stage.production': 'Production',
  'plot.interval': 'Time',
  'plot.legend': 'Groups in the plot',
  'plot.table': 'The same as a table',
  'plot.total': 'Total',
} as const;
