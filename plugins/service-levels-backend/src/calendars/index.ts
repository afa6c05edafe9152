export type { CalendarDay, RecurringWindow } from './compileMonth';
export {
  exportServiceCalendar,
  exportWindows,
  type IcalOptions,
  type IcalWindow,
} from './exportIcal';
export { checkHolidayRule, type Holiday, type HolidayFault } from './holidays';
export {
  intervalOfDays,
  intervalOfPeriod,
  parsePeriod,
  type Period,
  periodAfter,
  periodAt,
  periodsIn,
} from './periods';
export { ServiceCalendar } from './ServiceCalendar';
