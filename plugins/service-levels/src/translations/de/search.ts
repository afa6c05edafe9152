import type { searchMessages } from '../en/search';

export const searchMessagesDe: Record<keyof typeof searchMessages, string> = {
  'search.title': 'Service-Level von {{name}}',
};
