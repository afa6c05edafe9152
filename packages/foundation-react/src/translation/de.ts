import type { messages } from './messages';

/**
 * German for every key of `foundationTranslationRef`.
 * @public
 */
export const foundationMessagesDe: Record<keyof typeof messages, string> = {
  'action.cancel': 'Abbrechen',
  'action.close': 'Schließen',
  'action.tryAgain': 'Erneut versuchen',
  'action.working': 'In Arbeit …',
  'error.title': 'Das hat nicht geklappt',
  'error.unreachable': 'Der Server des Portals antwortet nicht.',
  'error.howToRequest': 'Anfragen können Sie hier: {{contact}}',
  'error.next.retry':
    'Versuchen Sie es gleich noch einmal. Bleibt es dabei, wenden Sie sich an den Service-Desk.',
  'error.next.signIn':
    'Melden Sie sich neu an und wiederholen Sie den Schritt.',
  'error.next.askOwner':
    'Dazu sind Sie nicht berechtigt. Fragen Sie den Eigentümer oder Ihre Teamleitung.',
  'error.next.gone':
    'Vielleicht wurde es abgebaut, oder Sie dürfen es nicht sehen. Prüfen Sie die Adresse oder sehen Sie in der Liste nach.',
  'error.next.correct':
    'Korrigieren Sie, was oben genannt ist, und versuchen Sie es erneut.',
  'error.next.reload':
    'Es hat sich inzwischen geändert. Sehen Sie sich den aktuellen Stand an und versuchen Sie es dann erneut.',
  'page.unknown': 'Diese Seite gibt es nicht',
  'page.unknown.means':
    'Vielleicht ist die Adresse falsch geschrieben, oder das Ziel hat inzwischen eine andere.',
  'page.home': 'Zur Startseite',
  'state.loading': 'Wird geladen …',
  'state.table': 'Tabelle: {{name}}',
};

export default foundationMessagesDe;
