import type { searchMessages } from '../en/search';

export const searchMessagesDe: Record<keyof typeof searchMessages, string> = {
  'search.request': '{{type}}, für {{customer}}',
  'search.ticket': '{{kind}}, {{service}}',
};
