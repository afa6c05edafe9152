/** Results of Backstage's search. */
export const searchMessages = {
  'search.request': '{{type}}, for {{customer}}',
  'search.ticket': '{{kind}}, {{service}}',
} as const;
