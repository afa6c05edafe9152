export const connectorsMessages = {
  'connectors.title': 'Connected ticket systems',
  'connectors.introduction':
    'Every ticket is handed over to them, and what is done there comes back. What cannot be told waits and is told later; nothing is lost.',
  'connectors.actor': 'Ticket system “{{connector}}”',
  'connectors.empty.title': 'No ticket system is connected',
  'connectors.empty.description':
    'The desk works without one. Whoever runs the portal connects one in its configuration, under serviceRequests.connectors.',
  'connectors.systems': 'Systems',
  'connectors.state.working': 'Works',
  'connectors.state.failing': 'Does not work',
  'connectors.never': 'Never yet',
  'connectors.told': 'Last told',
  'connectors.heard': 'Last heard from',
  'connectors.waiting': 'Tickets that wait',
  'connectors.failing.told': 'It has not taken anything since {{since}}',
  'connectors.failing.heard': 'It could not be read since {{since}}',
  'connectors.failing.means':
    'It is tried again by itself, next on {{next}}. Until then everything waits.',
  'connectors.stuck': 'Told in vain',
  'connectors.stuck.means':
    'The system did not take these. They are worked out anew each time; mend what it finds fault with, there or on the ticket.',
  'connectors.refused': 'Not taken in',
  'connectors.refused.means':
    'Tickets of the system that the desk could not take in. Mend them there; they are taken in as soon as they fit.',
  'connectors.column.ticket': 'Ticket',
  'connectors.column.problem': 'What is in the way',
  'connectors.column.attempts': 'Attempts',
  'connectors.column.next': 'Next attempt',
  'connectors.column.theirs': 'There',
  'connectors.column.reason': 'Why',
  'connectors.column.at': 'When',
  'conflicts.title': 'Conflicts',
  'conflicts.empty':
    'None. If both sides change the same thing, both versions stand here until you choose one.',
  'conflicts.field': 'Both sides have changed: {{field}}.',
  'conflicts.field.name': 'Field',
  'conflicts.before': 'Before it was:',
  'conflicts.nothing': '(nothing)',
  'conflicts.ours': 'At the service desk',
  'conflicts.theirs': 'In the ticket system “{{connector}}”',
  'conflicts.heard': 'Received',
  'conflicts.choose.ours': 'Keep ours',
  'conflicts.choose.theirs': 'Take theirs',
  'conflicts.choose.ours.of': 'Keep ours: {{field}} of {{number}}',
  'conflicts.choose.theirs.of': 'Take theirs: {{field}} of {{number}}',
  'conflicts.settle': 'Settle',
  'conflicts.settle.ours':
    'What stands at the service desk is written into the ticket system “{{connector}}”.',
  'conflicts.settle.theirs':
    'What stands in the ticket system “{{connector}}” is taken over at the service desk.',
  'conflicts.settle.means':
    'The other version is overwritten. That you chose stands in the history of the ticket.',
  'conflicts.kept': 'Stays',
  'conflicts.dropped': 'Goes',
  'conflicts.hint': 'A connected ticket system says something else',
  'conflicts.hint.means':
    'Here and in “{{connector}}” this was changed differently: {{fields}}.',
  'conflicts.hint.link': 'Settle the conflict',
} as const;
