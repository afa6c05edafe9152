import type { connectorsMessages } from '../en/connectors';

export const connectorsMessagesDe: Record<
  keyof typeof connectorsMessages,
  string
> = {
  'connectors.title': 'Angebundene Ticketsysteme',
  'connectors.introduction':
    'Jedes Ticket wird ihnen übergeben, und was dort geschieht, kommt zurück. Was gerade nicht übergeben werden kann, wartet und folgt später; verloren geht nichts.',
  'connectors.actor': 'Ticketsystem „{{connector}}“',
  'connectors.empty.title': 'Kein Ticketsystem ist angebunden',
  'connectors.empty.description':
    'Der Service-Desk kommt ohne aus. Wer das Portal betreibt, bindet eines in der Konfiguration an, unter serviceRequests.connectors.',
  'connectors.systems': 'Systeme',
  'connectors.state.working': 'Funktioniert',
  'connectors.state.failing': 'Gestört',
  'connectors.never': 'Noch nie',
  'connectors.told': 'Zuletzt übergeben',
  'connectors.heard': 'Zuletzt von dort gehört',
  'connectors.waiting': 'Wartende Tickets',
  'connectors.failing.told': 'Es nimmt seit {{since}} nichts an',
  'connectors.failing.heard': 'Es ist seit {{since}} nicht lesbar',
  'connectors.failing.means':
    'Es wird von selbst wieder versucht, das nächste Mal am {{next}}. Bis dahin wartet alles.',
  'connectors.stuck': 'Vergeblich übergeben',
  'connectors.stuck.means':
    'Diese hat das System nicht angenommen. Sie werden jedes Mal neu zusammengestellt; beheben Sie dort oder am Ticket, was es beanstandet.',
  'connectors.refused': 'Nicht übernommen',
  'connectors.refused.means':
    'Tickets des Systems, die der Service-Desk nicht übernehmen konnte. Beheben Sie es dort; sie werden übernommen, sobald sie passen.',
  'connectors.column.ticket': 'Ticket',
  'connectors.column.problem': 'Was im Weg steht',
  'connectors.column.attempts': 'Versuche',
  'connectors.column.next': 'Nächster Versuch',
  'connectors.column.theirs': 'Dort',
  'connectors.column.reason': 'Warum',
  'connectors.column.at': 'Wann',
  'conflicts.title': 'Konflikte',
  'conflicts.empty':
    'Keine. Ändern beide Seiten dasselbe, stehen hier beide Fassungen, bis Sie eine wählen.',
  'conflicts.field': 'Beide Seiten haben geändert: {{field}}.',
  'conflicts.field.name': 'Feld',
  'conflicts.before': 'Vorher war es:',
  'conflicts.nothing': '(nichts)',
  'conflicts.ours': 'Am Service-Desk',
  'conflicts.theirs': 'Im Ticketsystem „{{connector}}“',
  'conflicts.heard': 'Eingegangen',
  'conflicts.choose.ours': 'Unsere behalten',
  'conflicts.choose.theirs': 'Deren übernehmen',
  'conflicts.choose.ours.of': 'Unsere behalten: {{field}} von {{number}}',
  'conflicts.choose.theirs.of': 'Deren übernehmen: {{field}} von {{number}}',
  'conflicts.settle': 'Entscheiden',
  'conflicts.settle.ours':
    'Was am Service-Desk steht, wird in das Ticketsystem „{{connector}}“ geschrieben.',
  'conflicts.settle.theirs':
    'Was im Ticketsystem „{{connector}}“ steht, wird am Service-Desk übernommen.',
  'conflicts.settle.means':
    'Die andere Fassung wird überschrieben. Dass Sie gewählt haben, steht im Verlauf des Tickets.',
  'conflicts.kept': 'Bleibt',
  'conflicts.dropped': 'Entfällt',
  'conflicts.hint': 'Ein angebundenes Ticketsystem sagt etwas anderes',
  'conflicts.hint.means':
    'Hier und in „{{connector}}“ wurde unterschiedlich geändert: {{fields}}.',
  'conflicts.hint.link': 'Konflikt entscheiden',
};
