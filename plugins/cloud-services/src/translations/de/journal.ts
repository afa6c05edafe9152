import type { journalMessages } from '../en/journal';

export const journalMessagesDe: Record<keyof typeof journalMessages, string> = {
  'journal.title': 'Journal',
  'journal.error': 'Fehler',
  'journal.warning': 'Warnung',
  'journal.end': 'Das ist bisher alles.',
  'journal.empty.title': 'Noch ist nichts geschehen',
  'journal.empty.description':
    'Jeder Schritt einer Bestellung wird hier festgehalten, sobald er geschieht.',
  'journal.brokerSays': 'Der Broker meldet:',
  'journal.purpose': 'Zweck:',
  'journal.orderUntil': '{{order}} bis {{until}}',
  'journal.order-accepted': 'Bestellung angenommen: {{orderType}}.',
  'journal.order-retried': 'Die Bestellung für „{{name}}“ wird wiederholt.',
  'journal.order-succeeded': 'Die Bestellung für „{{name}}“ ist ausgeführt.',
  'journal.order-failed': 'Die Bestellung für „{{name}}“ ist fehlgeschlagen.',
  'journal.provision-sent':
    'Der Broker „{{brokerName}}“ wurde um die Bereitstellung gebeten.',
  'journal.update-sent':
    'Der Broker „{{brokerName}}“ wurde um die Änderung gebeten.',
  'journal.deprovision-sent':
    'Der Broker „{{brokerName}}“ wurde um den Abbau gebeten.',
  'journal.bind-sent':
    'Der Broker „{{brokerName}}“ wurde um Zugangsdaten gebeten.',
  'journal.unbind-sent':
    'Der Broker „{{brokerName}}“ wurde gebeten, die Zugangsdaten zu widerrufen.',
  'journal.provision-accepted':
    'Der Broker „{{brokerName}}“ hat den Auftrag angenommen und stellt bereit.',
  'journal.update-accepted':
    'Der Broker „{{brokerName}}“ hat die Änderung angenommen und arbeitet daran.',
  'journal.deprovision-accepted':
    'Der Broker „{{brokerName}}“ hat den Abbau angenommen und arbeitet daran.',
  'journal.bind-accepted':
    'Der Broker „{{brokerName}}“ hat den Auftrag angenommen und erstellt die Zugangsdaten.',
  'journal.unbind-accepted':
    'Der Broker „{{brokerName}}“ hat den Auftrag angenommen und widerruft die Zugangsdaten.',
  'journal.provision-failed':
    'Die Serviceinstanz konnte nicht bereitgestellt werden: {{reason}}.',
  'journal.update-failed':
    'Die Serviceinstanz konnte nicht geändert werden: {{reason}}.',
  'journal.deprovision-failed':
    'Die Serviceinstanz konnte nicht abgebaut werden: {{reason}}.',
  'journal.bind-failed':
    'Die Zugangsdaten konnten nicht erstellt werden: {{reason}}.',
  'journal.unbind-failed':
    'Die Zugangsdaten konnten nicht widerrufen werden: {{reason}}.',
  'journal.call-repeated':
    'Versuch {{attempt}} war nicht erfolgreich: {{reason}}. Nach {{seconds}} folgt der nächste.',
  'journal.operation-polled': 'Der Broker „{{brokerName}}“ meldet:',
  'journal.poll-unclear': 'Der Stand lässt sich nicht ermitteln: {{reason}}.',
  'journal.instance-ready': 'Die Serviceinstanz ist bereit.',
  'journal.instance-updated': 'Die Serviceinstanz ist geändert.',
  'journal.instance-terminated': 'Die Serviceinstanz ist abgebaut.',
  'journal.credentials-created':
    'Zugangsdaten liegen bereit und können angezeigt werden.',
  'journal.credentials-revoked': 'Zugangsdaten sind widerrufen.',
  'journal.orphan-mitigation-started':
    'Es ist nicht gelungen: {{reason}}. Was der Broker „{{brokerName}}“ schon angelegt haben könnte, wird entfernt.',
  'journal.orphan-mitigated':
    'Beim Broker „{{brokerName}}“ ist nichts zurückgeblieben.',
  'journal.orphan-mitigation-failed':
    'Beim Broker „{{brokerName}}“ könnte etwas zurückgeblieben sein, denn auch das Entfernen ist fehlgeschlagen: {{reason}}. Bauen Sie die Instanz ab, oder bitten Sie den IT-Service-Provider, beim Broker nachzusehen.',
  'journal.late-write-refused':
    'Eine Antwort kam zu spät und wurde verworfen: Ein anderer Prozess hatte den Schritt schon fortgesetzt.',
  'journal.sweep-succeeded':
    'Was ein verspäteter Aufruf beim Broker „{{brokerName}}“ neu angelegt haben könnte, wurde entfernt.',
  'journal.sweep-failed':
    'Ein verspäteter Aufruf könnte beim Broker „{{brokerName}}“ etwas hinterlassen haben: {{reason}}.',
  'journal.credentials-requested': 'Zugangsdaten wurden angefordert.',
  'journal.credentials-rotated':
    'Neue Zugangsdaten wurden anstelle der alten angefordert.',
  'journal.credentials-revealed':
    'Zugangsdaten wurden angezeigt; sie können nicht noch einmal angezeigt werden.',
  'journal.credentials-revocation-requested':
    'Zugangsdaten sollen widerrufen werden.',
  'journal.expiry-warned':
    'Das Enddatum ist der {{until}}; der Eigentümer wurde benachrichtigt.',
  'journal.expiry-near': 'Das Enddatum ist der {{until}}.',
  'reason.refused': 'der Broker hat es abgelehnt',
  'reason.not-sent': 'der Broker war nicht erreichbar',
  'reason.busy': 'der Broker ist beschäftigt',
  'reason.unknown':
    'der Broker hat nicht eindeutig geantwortet, was daraus wurde',
  'reason.timeout': 'der Broker hat nicht rechtzeitig geantwortet',
  'reason.gone': 'der Broker kennt es nicht mehr',
  'reason.broker-failed': 'der Broker meldet einen Fehlschlag',
  'reason.polling-timeout':
    'der Broker ist in der vorgesehenen Zeit nicht fertig geworden',
  'reason.unknown-broker': 'der Broker ist nicht konfiguriert',
  'reason.driver-fault': 'die Anbindung des Brokers hat selbst einen Fehler',
  'reason.unspecified': 'ein Grund wurde nicht genannt',
};
