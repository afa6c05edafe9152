export { type Budgets, type Spending } from './Budgets';
export { type BudgetCheck, createBudgets } from './createBudgets';
export { spendingOfPlan, spendingOfRetry } from './spending';
