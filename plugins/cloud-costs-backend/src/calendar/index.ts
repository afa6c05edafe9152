export * from './BillingCalendar';
export { HourParts } from './HourParts';
