import type { credentialsMessages } from '../en/credentials';

export const credentialsMessagesDe: Record<
  keyof typeof credentialsMessages,
  string
> = {
  'credentials.title': 'Zugangsdaten',
  'credentials.titleFor': 'Zugangsdaten für {{name}}',
  'credentials.meaning':
    'Auf Ihren Wunsch angelegt, verschlüsselt aufbewahrt, einmal angezeigt.',
  'credentials.none': 'Es gibt noch keine Zugangsdaten.',
  'credentials.notBindable': 'Dieser Service braucht keine Zugangsdaten.',
  'credentials.noPurpose': 'Ohne Zweck',
  'credentials.madeAt': 'Angelegt {{at}} von',
  'credentials.revealedAt': 'Angezeigt {{at}} für',
  'credentials.create': 'Zugangsdaten anlegen',
  'credentials.createFor': 'Zugangsdaten anlegen für {{name}}',
  'credentials.createTitle': 'Zugangsdaten für {{name}} anlegen',
  'credentials.purpose': 'Wofür sind sie?',
  'credentials.purposeMeaning':
    'Zum Beispiel „Integrationstests“. So weiß man später, was nach einem Widerruf nicht mehr geht.',
  'credentials.reveal': 'Einmal anzeigen',
  'credentials.revealLabel': 'Einmal anzeigen: {{purpose}}',
  'credentials.revealTitle': 'Zugangsdaten anzeigen',
  'credentials.revealNow': 'Jetzt anzeigen',
  'credentials.onceTitle': 'Sie können nur einmal angezeigt werden',
  'credentials.onceDescription':
    'Halten Sie einen Passwortspeicher bereit. Nach dem Schließen kann niemand sie erneut anzeigen; gehen sie verloren, tauschen Sie sie aus. Dass Sie sie gesehen haben, steht im Journal.',
  'credentials.understood': 'Ich kann sie jetzt sicher ablegen',
  'credentials.revealedTitle': 'Ihre Zugangsdaten',
  'credentials.keepSafe':
    'Legen Sie diese jetzt ab. Nach dem Schließen werden sie nicht wieder angezeigt.',
  'credentials.closeAndForget': 'Ich habe sie abgelegt – schließen',
  'credentials.hidden': '••••••••',
  'credentials.show': 'Anzeigen',
  'credentials.hide': 'Verbergen',
  'credentials.showValue': '{{name}} anzeigen',
  'credentials.hideValue': '{{name}} verbergen',
  'credentials.copy': 'Kopieren',
  'credentials.copyValue': '{{name}} kopieren',
  'credentials.copied': 'Kopiert',
  'credentials.copyFailed': 'Bitte markieren und von Hand kopieren',
  'credentials.rotate': 'Austauschen',
  'credentials.rotateLabel': 'Austauschen: {{purpose}}',
  'credentials.rotateTitle': 'Zugangsdaten „{{purpose}}“ austauschen?',
  'credentials.rotateMeaning':
    'An ihrer Stelle werden neue angelegt. Sobald es die neuen gibt, werden diese widerrufen; was sie nutzt, braucht dann die neuen.',
  'credentials.revoke': 'Widerrufen',
  'credentials.revokeLabel': 'Widerrufen: {{purpose}}',
  'credentials.revokeTitle': 'Zugangsdaten „{{purpose}}“ widerrufen?',
  'credentials.revokeMeaning':
    'Was diese Zugangsdaten nutzt, kann sich nicht mehr verbinden. Die Daten bleiben erhalten. Das lässt sich nicht rückgängig machen; neue Zugangsdaten können jederzeit angelegt werden.',
  'credentials.showRevoked': 'Widerrufene anzeigen ({{number}})',
  'credentials.hideRevoked': 'Widerrufene verbergen ({{number}})',
};
