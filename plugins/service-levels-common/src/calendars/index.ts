export * from './types';
export { serviceCalendarSchema, serviceCalendarSpecSchema } from './schema';
export { isServiceCalendarEntity, validateCalendar } from './validateCalendar';
