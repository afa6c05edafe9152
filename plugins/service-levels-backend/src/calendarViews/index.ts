export { CalendarService } from './CalendarService';
export { type CalendarRouteOptions, calendarRoutes } from './routes';
