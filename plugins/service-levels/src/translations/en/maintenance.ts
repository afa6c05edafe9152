/** Maintenance windows. */
export const maintenanceMessages = {
  'maintenance.error': 'The maintenance windows could not be read',
  'maintenance.announce': 'Announce a window',
  'maintenance.next': 'Announced and running',
  'maintenance.next.means': 'The next three months.',
  'maintenance.again': 'Windows that come again',
  'maintenance.again.means':
    'The next ones by the service calendars; the agreements announce them.',
  'maintenance.calendar': 'Calendar',
  'maintenance.impact': 'Impact',
  'maintenance.past': 'Past and withdrawn',
  'maintenance.past.means': 'The last three months.',
  'maintenance.empty.title': 'No maintenance is planned',
  'maintenance.empty.description':
    'In the next three months nothing of what is agreed with you is serviced. Windows show here once the IT service provider announces them.',
  'maintenance.past.empty': 'There was none in the last three months.',
  'maintenance.state.announced': 'Announced',
  'maintenance.state.running': 'Running',
  'maintenance.state.over': 'Over',
  'maintenance.state.withdrawn': 'Withdrawn',
  'maintenance.when': 'When',
  'maintenance.what': 'What is serviced',
  'maintenance.announcedAt': 'Announced {{when}}',
  'maintenance.counts.yes': 'Counts as planned time',
  'maintenance.counts.impact': 'Without impact; nothing has to count',
  'maintenance.counts.notice':
    'Counts as outage: announced {{given}} before, agreed are {{required}}',
  'maintenance.counts.objection': 'Counts as outage: the agency objected',
  'maintenance.objection': 'Objection of {{by}}: {{reason}}',
  'maintenance.objection.until': 'The agency may object until {{until}}',
  'maintenance.withdraw': 'Withdraw',
  'maintenance.withdraw.label': 'Withdraw {{title}}, {{when}}',
  'maintenance.withdraw.title': 'Withdraw this window?',
  'maintenance.withdraw.means':
    'It stays on record as withdrawn. That cannot be taken back; a new window needs the agreed notice again.',
  'maintenance.object': 'Object',
  'maintenance.object.label': 'Object to {{title}}, {{when}}',
  'maintenance.object.title': 'Object to this window',
  'maintenance.object.means':
    'The agreement gives you this right until {{until}}. If the IT service provider carries it out all the same, it counts as outage. An objection cannot be taken back.',
  'maintenance.field.subjects': 'What is serviced',
  'maintenance.field.subjects.choose': 'Choose one or more',
  'maintenance.field.from': 'From',
  'maintenance.field.to': 'To',
  'maintenance.field.titleEn': 'Title in English',
  'maintenance.field.titleDe': 'Title in German',
  'maintenance.field.description': 'What it means for users (optional)',
  'maintenance.field.range':
    'Must be at most 31 days after the begin, and at most two years ahead.',
  'maintenance.warn.notice':
    '{{name}}: a window has to be announced {{notice}} before. This one comes too late and would count as outage.',
  'maintenance.warn.outside':
    '{{name}}: not inside a maintenance window of the calendar {{calendar}}; it takes planned time.',
  'maintenance.warn.inside':
    '{{name}}: inside a maintenance window of the calendar {{calendar}}.',
  'maintenance.warn.title': 'By the agreements',
  'maintenance.ical': 'Download for a calendar (iCalendar)',
  'maintenance.ical.subscribe':
    'Calendar programs that can send a token subscribe to',
} as const;
