/** What the shared parts say of themselves. */
export const messages = {
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.tryAgain': 'Try again',
  'action.working': 'Working …',
  'error.title': 'That did not work',
  'error.unreachable': 'The portal’s server does not answer.',
  'error.howToRequest': 'Ask for it here: {{contact}}',
  'error.next.retry':
    'Try again in a moment. If it stays like this, tell the service desk.',
  'error.next.signIn': 'Sign in again and repeat what you did.',
  'error.next.askOwner':
    'You may not do this. Ask the owner, or the lead of your team.',
  'error.next.gone':
    'It may have been torn down, or you may not see it. Check the address, or look in the list.',
  'error.next.correct': 'Correct what is named above and try again.',
  'error.next.reload':
    'It has changed in the meantime. Look at its present state, then try again.',
  'page.unknown': 'There is no such page',
  'page.unknown.means':
    'The address may be mistyped, or what it led to has another one now.',
  'page.home': 'To the start page',
  'state.loading': 'Loading …',
  'state.table': 'Table: {{name}}',
} as const;
