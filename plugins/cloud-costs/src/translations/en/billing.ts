export const billingMessages = {
  'billing.title': 'Statements and budgets',
};
