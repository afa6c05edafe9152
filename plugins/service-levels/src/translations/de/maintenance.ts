import type { maintenanceMessages } from '../en/maintenance';

export const maintenanceMessagesDe: Record<
  keyof typeof maintenanceMessages,
  string
> = {
  'maintenance.error': 'Die Wartungsfenster konnten nicht gelesen werden',
  'maintenance.announce': 'Wartung ankündigen',
  'maintenance.next': 'Angekündigt und laufend',
  'maintenance.next.means': 'Die nächsten drei Monate.',
  'maintenance.again': 'Wiederkehrende Fenster',
  'maintenance.again.means':
    'Die nächsten nach den Servicekalendern; angekündigt sind sie durch die Vereinbarungen.',
  'maintenance.calendar': 'Kalender',
  'maintenance.impact': 'Auswirkung',
  'maintenance.past': 'Vergangen und zurückgezogen',
  'maintenance.past.means': 'Die letzten drei Monate.',
  'maintenance.empty.title': 'Keine Wartung geplant',
  'maintenance.empty.description':
    'In den nächsten drei Monaten wird nichts gewartet, was mit Ihnen vereinbart ist. Fenster stehen hier, sobald der IT-Service-Provider sie ankündigt.',
  'maintenance.past.empty': 'In den letzten drei Monaten gab es keine.',
  'maintenance.state.announced': 'Angekündigt',
  'maintenance.state.running': 'Läuft',
  'maintenance.state.over': 'Vorbei',
  'maintenance.state.withdrawn': 'Zurückgezogen',
  'maintenance.when': 'Wann',
  'maintenance.what': 'Was gewartet wird',
  'maintenance.announcedAt': 'Angekündigt am {{when}}',
  'maintenance.counts.yes': 'Zählt als geplante Zeit',
  'maintenance.counts.impact': 'Ohne Auswirkung; nichts muss zählen',
  'maintenance.counts.notice':
    'Zählt als Ausfall: {{given}} vorher angekündigt, vereinbart sind {{required}}',
  'maintenance.counts.objection':
    'Zählt als Ausfall: die Behörde hat widersprochen',
  'maintenance.objection': 'Widerspruch von {{by}}: {{reason}}',
  'maintenance.objection.until': 'Die Behörde kann bis {{until}} widersprechen',
  'maintenance.withdraw': 'Zurückziehen',
  'maintenance.withdraw.label': '{{title}} zurückziehen, {{when}}',
  'maintenance.withdraw.title': 'Dieses Wartungsfenster zurückziehen?',
  'maintenance.withdraw.means':
    'Es bleibt als zurückgezogen verzeichnet. Das lässt sich nicht zurücknehmen; ein neues Fenster braucht wieder die vereinbarte Frist.',
  'maintenance.object': 'Widersprechen',
  'maintenance.object.label': '{{title}} widersprechen, {{when}}',
  'maintenance.object.title': 'Diesem Wartungsfenster widersprechen',
  'maintenance.object.means':
    'Die Vereinbarung gibt Ihnen dieses Recht bis {{until}}. Wartet der IT-Service-Provider trotzdem, zählt es als Ausfall. Ein Widerspruch lässt sich nicht zurücknehmen.',
  'maintenance.field.subjects': 'Was gewartet wird',
  'maintenance.field.subjects.choose': 'Eines oder mehrere auswählen',
  'maintenance.field.from': 'Von',
  'maintenance.field.to': 'Bis',
  'maintenance.field.titleEn': 'Titel auf Englisch',
  'maintenance.field.titleDe': 'Titel auf Deutsch',
  'maintenance.field.description': 'Was es für Nutzende bedeutet (freiwillig)',
  'maintenance.field.range':
    'Höchstens 31 Tage nach dem Beginn und höchstens zwei Jahre im Voraus.',
  'maintenance.warn.notice':
    '{{name}}: Ein Fenster ist {{notice}} vorher anzukündigen. Dieses kommt zu spät und würde als Ausfall zählen.',
  'maintenance.warn.outside':
    '{{name}}: nicht in einem Wartungsfenster des Kalenders {{calendar}}; es verbraucht geplante Zeit.',
  'maintenance.warn.inside':
    '{{name}}: in einem Wartungsfenster des Kalenders {{calendar}}.',
  'maintenance.warn.title': 'Nach den Vereinbarungen',
  'maintenance.ical': 'Für einen Kalender herunterladen (iCalendar)',
  'maintenance.ical.subscribe':
    'Kalenderprogramme, die ein Token senden können, abonnieren',
};
