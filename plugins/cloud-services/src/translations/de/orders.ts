import type { ordersMessages } from '../en/orders';

export const ordersMessagesDe: Record<keyof typeof ordersMessages, string> = {
  'order.active': 'Bestellung',
  'order.open': 'Bestellung öffnen',
  'order.target': 'Das Bestellte',
  'order.for': 'Für',
  'order.requestedBy': 'Bestellt von',
  'order.requestedAt': 'Bestellt am',
  'order.steps': 'Schritte',
  'order.progress': '{{done}} von {{total}} Schritten erledigt',
  'order.progressLabel': 'Fortschritt der Bestellung',
  'order.elapsed': 'Dauer: {{time}}',
  'order.succeeded': 'Die Bestellung ist erledigt',
  'order.readyIn': 'Bereit nach {{time}}',
  'orderType.create-environment': 'Umgebung {{name}} bereitstellen',
  'orderType.create-instance': '{{name}} bereitstellen',
  'orderType.update-environment': 'Umgebung {{name}} ändern',
  'orderType.update-instance': '{{name}} ändern',
  'orderType.extend-environment': 'Umgebung {{name}} verlängern',
  'orderType.extend-instance': '{{name}} verlängern',
  'orderType.terminate-environment': 'Umgebung {{name}} abbauen',
  'orderType.terminate-instance': '{{name}} abbauen',
  'step.provision': '{{component}} bereitstellen',
  'step.update': '{{component}} ändern',
  'step.deprovision': '{{component}} abbauen',
  'step.after': 'nach {{components}}',
  'step.attempts': '{{attempts}} Versuche',
  'step.repeating': 'Wird erneut versucht: {{reason}}.',
  'step.brokerSays': 'Der Broker meldet:',
  'failure.title': 'Die Bestellung ist fehlgeschlagen',
  'failure.ofComponent': 'Die Bestellung ist bei {{component}} fehlgeschlagen',
  'failure.brokerSays': 'Der Broker {{broker}} meldet:',
  'failure.cleanedUp':
    'Halbfertiges wurde beim Broker entfernt; nichts ist zurückgeblieben.',
  'failure.leftOver':
    'Halbfertiges könnte noch da sein. Bauen Sie ab, damit es entfernt wird.',
  'failure.retry': 'Fehlgeschlagene Schritte wiederholen',
  'failure.what.provision':
    'Die Serviceinstanz konnte nicht bereitgestellt werden: {{reason}}.',
  'failure.what.update':
    'Die Serviceinstanz konnte nicht geändert werden: {{reason}}.',
  'failure.what.deprovision':
    'Die Serviceinstanz konnte nicht abgebaut werden: {{reason}}.',
  'failure.what.bind':
    'Die Zugangsdaten konnten nicht erstellt werden: {{reason}}.',
  'failure.what.unbind':
    'Die Zugangsdaten konnten nicht widerrufen werden: {{reason}}.',
  'failure.next.provision':
    'Wiederholen Sie die Bestellung, oder bauen Sie die Instanz ab.',
  'failure.next.update':
    'Prüfen Sie Leistungsvariante und Parameter, und bestellen Sie die Änderung erneut.',
  'failure.next.deprovision':
    'Wiederholen Sie die Bestellung; die Instanz bleibt bekannt, bis sie abgebaut ist.',
  'failure.next.bind': 'Fordern Sie die Zugangsdaten erneut an.',
  'failure.next.unbind':
    'Widerrufen Sie sie erneut; vielleicht gelten sie noch.',
  'failure.unusable':
    'Der Broker meldet, dass die Instanz nicht mehr benutzbar ist: Bauen Sie sie ab.',
  'failure.notCleanedUp':
    'Beim Broker könnte etwas zurückgeblieben sein, denn auch das Entfernen ist fehlgeschlagen: {{reason}}. Bauen Sie die Instanz ab, oder bitten Sie den IT-Service-Provider, beim Broker nachzusehen.',
  'failure.others': 'Weitere fehlgeschlagene Schritte: {{number}}.',
  'warning.service-deprecated': '„{{service}}“ ist abgekündigt.',
  'warning.service-ends':
    '„{{service}}“ ist abgekündigt und kann noch bis zum {{date}} genutzt werden.',
  'warning.service-superseded':
    'Der Nachfolger von „{{service}}“ ist {{successor}}.',
  'warning.service-experimental':
    '„{{service}}“ ist experimentell und kann sich ohne Ankündigung ändern.',
  'warning.blueprint-deprecated':
    'Die Umgebungsvorlage „{{name}}“ ist abgekündigt.',
  'warning.budget-refuses':
    'Die Bestellung wird abgelehnt werden: Sie würde das Budget „{{budget}}“ überschreiten, von dem noch {{left}} übrig sind.',
  'warning.budget-exceeded':
    'Die Bestellung würde das Budget „{{budget}}“ überschreiten, von dem noch {{left}} übrig sind. Sie wird trotzdem angenommen.',
};
