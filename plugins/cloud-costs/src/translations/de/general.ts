import type { generalMessages } from '../en/general';

export const generalMessagesDe: Record<keyof typeof generalMessages, string> = {
  'general.title': 'Kosten',
};
