import type { measurementMessages } from '../en/measurement';

export const measurementMessagesDe: Record<
  keyof typeof measurementMessages,
  string
> = {
  'measurement.title': 'Wie gemessen wird',
  'measurement.what': 'Messung',
  'measurement.how': 'Durch',
  'measurement.interval': 'Alle',
  'measurement.last': 'Letztes Ergebnis',
  'measurement.up': 'Verfügbar',
  'measurement.down': 'Nicht verfügbar',
  'measurement.nothingYet': 'Noch nichts gemessen',
  'measurement.milliseconds': '{{number}} ms',
  'measurement.empty':
    'Nichts wird selbsttätig gemessen. Die Zahlen stammen aus Störungen, Meldungen von Hand und dem, was eine Überwachung einliefert. Was gemessen wird, kann die Vereinbarung unter „measurement“ festlegen.',
  'measurement.error': 'Wie gemessen wird, konnte nicht gelesen werden',
  'measurement.gaps.up':
    'Zeit, über die nichts gemessen wurde, zählt als verfügbar.',
  'measurement.gaps.down':
    'Zeit, über die nichts gemessen wurde, zählt als nicht verfügbar.',
  'measurement.gaps.excluded':
    'Zeit, über die nichts gemessen wurde, bleibt bei den Zahlen außer Betracht.',
  'measurement.type.http': 'Abruf einer Seite (HTTP)',
  'measurement.type.tcp': 'Aufbau einer Verbindung (TCP)',
  'measurement.type.postgresql':
    'Anmeldung an der Datenbank mit eigenen Zugangsdaten',
  'measurement.type.instance': 'Erreichen der Serviceinstanz',
  'measurement.type.source': 'Abfrage einer Überwachung',
  'measurement.state.simulated': 'Simuliert',
  'measurement.state.not-allowed': 'Nicht gemessen',
  'measurement.state.no-instance': 'Nicht gemessen',
  'measurement.state.no-source': 'Vom Portal nicht abgefragt',
  'measurement.state.clash': 'Nicht gemessen',
  'measurement.why.simulated':
    'Diese Serviceinstanz ist nur simuliert; es gibt nichts zu messen.',
  'measurement.why.not-allowed':
    'Das Portal darf diesen Rechner nicht ansprechen. Sein Betrieb erlaubt es unter serviceLevels.probes.allow.',
  'measurement.why.no-instance':
    'Eine Serviceinstanz dieses Namens gibt es zurzeit nicht.',
  'measurement.why.no-source':
    'Diese Überwachung ist nicht angebunden. Was sie einliefert, zählt trotzdem.',
  'measurement.why.clash':
    'Eine andere Vereinbarung misst unter diesem Namen etwas anderes.',
  'measurement.reason.timeout': 'Keine Antwort innerhalb der Frist',
  'measurement.reason.connection': 'Keine Verbindung',
  'measurement.reason.name': 'Der Rechnername ist nicht bekannt',
  'measurement.reason.certificate': 'Das Zertifikat ist nicht gültig',
  'measurement.reason.status': 'Eine Antwort, die nicht verfügbar bedeutet',
  'measurement.reason.login': 'Die Anmeldung wurde abgelehnt',
  'measurement.reason.failed': 'Ein anderer Fehler',
  'measurement.problem.credentials':
    'Beim letzten Versuch fehlten Zugangsdaten, deshalb wurde nichts gemessen',
  'measurement.problem.credentials-being-made': 'Zugangsdaten werden angelegt',
  'measurement.problem.source': 'Die Überwachung gab zuletzt keine Auskunft',
};
