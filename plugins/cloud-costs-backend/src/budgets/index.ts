export { BudgetAlerts } from './BudgetAlerts';
export { BudgetService } from './BudgetService';
export { BudgetStandings } from './BudgetStandings';
export { createPlanning } from './createPlanning';
export { type BudgetRouteOptions, budgetRoutes } from './routes';
export { type StoredBudget, toBudget } from './types';
