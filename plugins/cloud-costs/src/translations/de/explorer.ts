import type { explorerMessages } from '../en/explorer';

export const explorerMessagesDe: Record<keyof typeof explorerMessages, string> =
  {
    'explorer.title': 'Kosten',
  };
