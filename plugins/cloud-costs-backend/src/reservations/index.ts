export { BudgetMatcher } from './BudgetMatcher';
export { ReservationService } from './ReservationService';
export { type ReservationRouteOptions, reservationRoutes } from './routes';
export { touchedBudgets } from './touchedBudgets';
