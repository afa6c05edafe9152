import type { generalMessages } from '../en/general';

export const generalMessagesDe: Record<keyof typeof generalMessages, string> = {
  'action.cancel': 'Abbrechen',
  'action.close': 'Schließen',
  'action.loadMore': 'Mehr laden',
  'action.tryAgain': 'Erneut versuchen',
  'answer.no': 'Nein',
  'answer.yes': 'Ja',
  'error.title': 'Das hat nicht geklappt',
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
  'filter.any': 'Alle',
  'filter.anyLive': 'Alle bestehenden',
  'filter.clear': 'Filter zurücksetzen',
  'filter.stage': 'Stufe',
  'filter.state': 'Zustand',
  'page.catalogue': 'IT-Services',
  'page.environments': 'Umgebungen',
  'party.customer': 'Behörde',
  'party.provider': 'IT-Service-Provider',
  'party.softwareProvider': 'Software-Provider',
  'stage.development': 'Entwicklung',
  'stage.test': 'Test',
  'stage.production': 'Produktion',
  'state.loading': 'Wird geladen …',
  'state.accepted': 'Angenommen',
  'state.cancelled': 'Abgebrochen',
  'state.creating': 'Wird angelegt',
  'state.deprovisioning': 'Wird abgebaut',
  'state.failed': 'Fehlgeschlagen',
  'state.pending': 'Wartet',
  'state.provisioning': 'Wird bereitgestellt',
  'state.ready': 'Bereit',
  'state.revealed': 'Einmal angezeigt',
  'state.revoked': 'Widerrufen',
  'state.revoking': 'Wird widerrufen',
  'state.running': 'In Arbeit',
  'state.skipped': 'Übersprungen',
  'state.succeeded': 'Erledigt',
  'state.terminated': 'Abgebaut',
  'state.terminating': 'Wird abgebaut',
  'state.updating': 'Wird geändert',
  'state.waiting': 'Wartet',
  'cards.environment': 'Umgebung',
  'cards.system': 'Umgebungen und Serviceinstanzen',
  'cards.systemEmpty':
    'Für dieses System läuft noch nichts. Bestellen Sie eine Umgebung aus dem Servicekatalog.',
  'cards.live': 'Aktueller Zustand',
  'cards.openEnvironment': 'Umgebung öffnen',
  'cards.openInstance': 'Serviceinstanz öffnen',
  'cards.showAll': 'Alle anzeigen ({{total}})',
  'cards.searchKind': 'Servicekatalog',
  'cards.endingSoon_one':
    'Eine Umgebung endet innerhalb von {{days}} Tagen. Verlängern Sie sie, wenn Sie sie noch brauchen.',
  'cards.endingSoon_other':
    '{{count}} Umgebungen enden innerhalb von {{days}} Tagen. Verlängern Sie die, die Sie noch brauchen.',
};
