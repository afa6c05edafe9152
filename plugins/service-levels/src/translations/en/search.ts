/** Results of Backstage's search. */
export const searchMessages = {
  'search.title': 'Service level of {{name}}',
} as const;
