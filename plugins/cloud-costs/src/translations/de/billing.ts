import type { billingMessages } from '../en/billing';

export const billingMessagesDe: Record<keyof typeof billingMessages, string> = {
  'billing.title': 'Abrechnungen und Budgets',
};
