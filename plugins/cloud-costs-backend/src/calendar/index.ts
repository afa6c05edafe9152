export * from './BillingCalendar';
