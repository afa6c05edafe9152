import type { deskMessages } from '../en/desk';

export const deskMessagesDe: Record<keyof typeof deskMessages, string> = {
  'desk.notThere':
    'Dieses Ticket gibt es nicht, oder es ist nicht für Sie bestimmt. Suchen Sie es im Service-Desk.',
  'desk.title': 'Service-Desk',
  'desk.back': 'Service-Desk',
  'desk.introduction':
    'Was nicht funktioniert, warum, und was geändert wird: für die Services Ihrer Behörde, für die Sie bauen und die Sie betreiben.',
  'desk.kind': 'Art',
  'desk.kind.incident': 'Störung',
  'desk.kind.problem': 'Problem',
  'desk.kind.change': 'Änderung',
  'desk.class.operation-preventing': 'Betriebsverhindernd',
  'desk.class.operation-preventing.means':
    'Niemand kann damit arbeiten, oder es richtet großen Schaden an.',
  'desk.class.operation-impeding': 'Betriebsbehindernd',
  'desk.class.operation-impeding.means':
    'Wichtiges geht nicht, oder viele müssen Umwege gehen.',
  'desk.class.minor': 'Leicht',
  'desk.class.minor.means': 'Es stört, aber die Arbeit geht weiter.',
  'desk.scope.open': 'Offen',
  'desk.scope.waiting-for-me': 'Wartet auf mich',
  'desk.scope.all': 'Alle',
  'desk.words.placeholder': 'Etwa INC-2026-0001',
  'desk.column.number': 'Nummer',
  'desk.column.title': 'Titel',
  'desk.column.service': 'IT-Service',
  'desk.column.state': 'Stand',
  'desk.column.turn': 'Am Zug',
  'desk.column.class': 'Schwere',
  'desk.column.reported': 'Gemeldet',
  'desk.column.updated': 'Letzte Änderung',
  'desk.shown': '{{shown}} von {{total}}; zuletzt Geändertes steht oben',
  'desk.empty.filtered.title': 'Nichts passt',
  'desk.empty.filtered.description':
    'Nehmen Sie einen Filter weg oder sehen Sie unter „Alle“ nach.',
  'desk.empty.open.title': 'Nichts ist offen',
  'desk.empty.open.description':
    'Zu Ihren Services ist keine Störung, kein Problem und keine Änderung offen. Wenn etwas nicht funktioniert, melden Sie es.',
  'desk.empty.waiting-for-me.title': 'Nichts wartet auf Sie',
  'desk.empty.waiting-for-me.description':
    'Hier steht, wozu Sie etwas tun müssen. Woran andere arbeiten, steht unter „Offen“.',
  'desk.empty.all.title': 'Noch wurde nichts gemeldet',
  'desk.empty.all.description':
    'Wenn etwas nicht funktioniert, melden Sie eine Störung; die verantwortliche Partei erfährt es sofort.',
  'desk.report.incident': 'Störung melden',
  'desk.report.incident.means':
    'Etwas funktioniert nicht wie vereinbart. Es geht an die Partei, die die Vereinbarung nennt.',
  'desk.report.incident.send': 'Melden',
  'desk.report.problem': 'Problem erfassen',
  'desk.report.problem.means':
    'Die Ursache von Störungen. Verknüpfen Sie die Störungen auf seiner Seite; jede Partei sieht nur ihre eigenen.',
  'desk.report.problem.send': 'Erfassen',
  'desk.report.change': 'Änderung beantragen',
  'desk.report.change.means':
    'Etwas im Betrieb soll geändert werden. Sobald sie eingeplant ist, steht sie im Release-Kalender.',
  'desk.report.change.send': 'Beantragen',
  'desk.service.means': 'Services, die Sie nutzen, bauen oder betreiben.',
  'desk.customer.means': 'Ohne Angabe betrifft es keine Behörde im Besonderen.',
  'desk.system.means':
    'Das System, in dem der Service genutzt wird; sein Software-Provider sieht es dann auch.',
  'desk.environment': 'Umgebung',
  'desk.known': 'Schon offen',
  'desk.known.means':
    'Ist Ihres dabei, schreiben Sie besser dort im Gespräch weiter.',
  'desk.field.title': 'Titel',
  'desk.field.title.incident':
    'In wenigen Worten, etwa „Anmeldung bricht mit Fehler ab“.',
  'desk.field.title.problem':
    'In wenigen Worten, etwa „Speicher läuft jede Nacht voll“.',
  'desk.field.title.change':
    'In wenigen Worten, etwa „Release 2.4 einspielen“.',
  'desk.description': 'Beschreibung',
  'desk.description.incident': 'Was funktioniert nicht, und für wen?',
  'desk.description.problem': 'Was wurde beobachtet, und was wird vermutet?',
  'desk.description.change':
    'Was wird geändert, warum, was kann schiefgehen, und wie kommt man zurück?',
  'desk.part': 'Teil des IT-Service',
  'desk.part.unknown': 'Weiß ich nicht',
  'desk.part.means':
    'Die Vereinbarung sagt für jeden Teil, wer ihn verantwortet; dorthin geht die Störung.',
  'desk.faultSince': 'Störung besteht seit',
  'desk.faultSince.means':
    'Falls Sie es wissen. Bestätigt es der Betrieb, zählt ein Ausfall von da an.',
  'desk.outageFrom': 'Zählt als Ausfall seit',
  'desk.outage.confirm': 'Ausfall bestätigen',
  'desk.outage.means':
    'Die Störung zählt dann in den Service-Levels als Ausfall, von dieser Zeit an bis zur Wiederherstellung. Mit einer anderen Zeit lässt sie sich später berichtigen.',
  'desk.outage.reported': 'Die Meldung sagt: seit {{at}}.',
  'desk.outage.unsaid': 'Die Meldung sagt nicht, seit wann. Sie kam am {{at}}.',
  'desk.reporterName': 'Gemeldet für',
  'desk.reporterName.means':
    'Anwender, für den Sie melden. Ein Konto braucht er nicht.',
  'desk.reportedBy': 'Gemeldet von',
  'desk.plannedFrom': 'Geplant von',
  'desk.plannedTo': 'Geplant bis',
  'desk.window': 'Geplantes Fenster',
  'desk.zone': 'Zeitzone: {{timeZone}}',
  'desk.rule.afterBegin': 'Das Ende muss nach dem Beginn liegen.',
  'desk.assigned': 'Wer antwortet',
  'desk.why.agreement': '(wie die Vereinbarung für „{{part}}“ sagt)',
  'desk.why.agreement-names-no-part': '(die Vereinbarung nennt niemanden)',
  'desk.why.agreement-names-stranger':
    '(die Vereinbarung nennt jemanden, der es nicht sehen darf)',
  'desk.why.no-agreement': '(nichts ist vereinbart)',
  'desk.why.service-levels-missing':
    '(hier werden keine Vereinbarungen geführt)',
  'desk.why.service-levels-silent':
    '(die Vereinbarung ließ sich nicht befragen)',
  'desk.why.usual': '(wie üblich)',
  'desk.why.by-hand': '(weitergegeben)',
  'desk.times': 'Bis wann',
  'desk.times.unknown': 'Die Service-Levels antworten nicht.',
  'desk.times.none': 'Es sind keine Zeiten vereinbart.',
  'desk.times.response-time': 'Reaktion binnen {{within}} Servicezeit',
  'desk.times.restoration-time': 'Behoben binnen {{within}} Servicezeit',
  'desk.times.left': 'noch {{left}}',
  'desk.times.met': 'eingehalten, nach {{after}}',
  'desk.times.late': 'überschritten: bisher {{after}}',
  'desk.workaround': 'Umgehungslösung',
  'desk.workaround.means': 'Wie die Betroffenen inzwischen weiterkommen.',
  'desk.resolution': 'Was getan wurde',
  'desk.resolution.means': 'Damit die Betroffenen es prüfen können.',
  'desk.reason': 'Begründung',
  'desk.reason.means': 'Sie steht für alle Parteien im Verlauf.',
  'desk.say.means': 'Alle Parteien des Vorgangs lesen sie.',
  'desk.event.leads': 'Es geht weiter zu „{{state}}“. Alle Parteien sehen es.',
  'desk.event.ends':
    'Es endet als „{{state}}“. Das lässt sich nicht zurücknehmen; es müsste neu gemeldet werden.',
  'desk.event.forGood': 'Endgültig: {{event}}',
  'desk.facts': 'Wen und was es betrifft',
  'desk.change': 'Ändern',
  'desk.change.save': 'Speichern',
  'desk.assign': 'Weitergeben',
  'desk.assign.means':
    'An eine Gruppe einer der Parteien. Alle Parteien sehen es.',
  'desk.links': 'Verknüpft mit',
  'desk.links.empty': 'Nichts ist verknüpft.',
  'desk.links.add': 'Verknüpfen',
  'desk.links.means':
    'Sie können verknüpfen, was Sie selbst sehen. Andere sehen die Verknüpfung nur, wenn sie beides sehen dürfen.',
  'desk.links.kind': 'Womit?',
  'desk.links.nothing': 'Es gibt nichts, was Sie verknüpfen könnten.',
  'desk.links.remove': 'Entfernen',
  'desk.links.removeOne': 'Verknüpfung mit {{name}} entfernen',
  'desk.links.remove.means':
    'Beides bleibt, wie es ist; es steht nur nicht mehr nebeneinander.',
  'desk.links.others_one': '{{count}} weitere, die Sie nicht sehen dürfen.',
  'desk.links.others_other': '{{count}} weitere, die Sie nicht sehen dürfen.',
  'desk.link.ticket': 'Störung, Problem oder Änderung',
  'desk.link.request': 'Anfrage',
  'desk.link.outage': 'Ausfall',
  'desk.link.environment': 'Umgebung',
  'desk.deed.report': 'Gemeldet',
  'desk.deed.change': 'Geändert',
  'desk.deed.confirm-outage': 'Ausfall bestätigt',
  'desk.deed.assign': 'Weitergegeben',
  'desk.deed.link': 'Verknüpft',
  'desk.deed.exchange': 'Aus dem Ticketsystem übernommen',
  'desk.deed.settle-conflict': 'Konflikt entschieden',
  'desk.deed.unlink': 'Verknüpfung entfernt',
  'desk.next.incident.new': '{{who}} nimmt sich der Störung an.',
  'desk.next.incident.in-progress': '{{who}} arbeitet daran.',
  'desk.next.incident.waiting':
    '{{who}} beantwortet eine Rückfrage; sie steht im Verlauf.',
  'desk.next.incident.restored':
    '{{who}} prüft, ob es wieder funktioniert, und schließt die Störung oder öffnet sie wieder.',
  'desk.next.problem.recorded': '{{who}} beginnt, die Ursache zu suchen.',
  'desk.next.problem.in-analysis': '{{who}} sucht die Ursache.',
  'desk.next.problem.known-error':
    'Die Ursache ist bekannt. {{who}} beseitigt sie; bis dahin hilft die Umgehungslösung.',
  'desk.next.problem.resolved': '{{who}} prüft es und schließt das Problem.',
  'desk.next.change.requested': '{{who}} bewertet sie.',
  'desk.next.change.in-assessment': '{{who}} plant sie ein oder lehnt sie ab.',
  'desk.next.change.scheduled': '{{who}} setzt sie im geplanten Fenster um.',
  'desk.next.change.in-implementation': '{{who}} setzt sie um.',
  'desk.next.change.implemented': '{{who}} prüft sie und schließt sie.',
  'desk.next.change.rolled-back':
    '{{who}} schließt sie oder plant sie als neue Änderung.',
  'desk.next.incident.ended':
    'Nichts mehr. Tritt es wieder auf, melden Sie eine neue Störung.',
  'desk.next.problem.ended': 'Nichts mehr.',
  'desk.next.change.ended': 'Nichts mehr.',
  'desk.card.title': 'Offen beim Service-Desk',
  'desk.card.empty':
    'Keine Störung, kein Problem und keine Änderung ist offen. Wenn etwas nicht funktioniert, melden Sie es.',
  'calendar.title': 'Release-Kalender',
  'calendar.introduction':
    'Was sich ändert und wann es unterbrochen sein kann; die Zeiten sind die Ihrer eigenen Uhr.',
  'calendar.previous': 'Voriger Monat',
  'calendar.next': 'Nächster Monat',
  'calendar.kind.change': 'Änderung',
  'calendar.kind.maintenance': 'Wartung',
  'calendar.maintenance.announced': 'angekündigt',
  'calendar.maintenance.running': 'läuft',
  'calendar.maintenance.over': 'vorbei',
  'calendar.maintenance.withdrawn': 'zurückgenommen',
  'calendar.empty.title': 'In diesem Monat ist nichts geplant',
  'calendar.empty.description':
    'Änderungen stehen hier, sobald sie eingeplant sind, Wartung, sobald sie angekündigt ist. Sehen Sie im nächsten Monat nach oder beantragen Sie eine Änderung.',
};
