/** Words that every page uses. */
export const generalMessages = {
  'general.title': 'Service levels',
  'general.any': 'All',
  'general.tab.levels': 'Levels',
  'general.search': 'Search',
  'general.choose': 'Choose',
  'general.tab.outages': 'Outages',
  'general.tab.maintenance': 'Maintenance',
  'general.tab.calendars': 'Calendars',
  'general.tab.agreements': 'Agreements',
  'general.previous': 'Previous month',
  'general.next': 'Next month',
  'general.period': 'Period',
  'general.cause.provider': 'IT service provider',
  'general.cause.software-provider': 'Software provider',
  'general.cause.customer': 'Agency',
  'general.cause.force-majeure': 'Force majeure',
} as const;
