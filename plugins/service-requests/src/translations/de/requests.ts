import type { requestsMessages } from '../en/requests';

export const requestsMessagesDe: Record<keyof typeof requestsMessages, string> =
  {
    'requests.introduction':
      'Individualservices, Änderungen daran und Fragen: anfragen, beantworten und sehen, wie weit es ist.',
    'requests.new': 'Neue Anfrage',
    'requests.scope.waiting-for-me': 'Wartet auf mich',
    'requests.scope.waiting-for-others': 'Ich warte auf',
    'requests.scope.all': 'Alle',
    'requests.view': 'Ansicht',
    'requests.view.list': 'Liste',
    'requests.view.board': 'Tafel',
    'requests.filter': 'Liste eingrenzen',
    'requests.filter.clear': 'Filter aufheben',
    'requests.words': 'Wörter aus Titel oder Nummer',
    'requests.words.placeholder': 'Etwa R-2026-0001',
    'requests.type': 'Art',
    'requests.phase': 'Phase',
    'requests.system': 'System',
    'requests.any': 'Beliebig',
    'requests.number': 'Nummer',
    'requests.title': 'Anfrage',
    'requests.customer': 'Behörde',
    'requests.state': 'Stand',
    'requests.turn': 'Am Zug',
    'requests.turn.mine': 'Sie',
    'requests.turn.none': 'Niemand',
    'requests.due': 'Fällig',
    'requests.overdue': 'überfällig',
    'requests.updated': 'Letzte Änderung',
    'requests.shown':
      '{{shown}} von {{total}} Anfragen; zuletzt Geändertes steht oben',
    'requests.more': 'Mehr anzeigen',
    'requests.empty.filtered.title': 'Keine Anfrage passt',
    'requests.empty.filtered.description':
      'Nehmen Sie einen Filter weg oder sehen Sie unter „Alle“ nach.',
    'requests.empty.waiting-for-me.title': 'Nichts wartet auf Sie',
    'requests.empty.waiting-for-me.description':
      'Hier stehen Anfragen, in denen Sie am Zug sind. Woran andere arbeiten, steht unter „Ich warte auf“.',
    'requests.empty.waiting-for-others.title': 'Sie warten auf niemanden',
    'requests.empty.waiting-for-others.description':
      'Hier stehen Anfragen, an denen andere arbeiten. Fehlt Ihnen etwas im Servicekatalog, stellen Sie eine Anfrage.',
    'requests.empty.all.title': 'Noch keine Anfragen',
    'requests.empty.all.description':
      'Fehlt Ihnen etwas im Servicekatalog, stellen Sie eine Anfrage: für eine eigene Anwendung, eine Änderung oder eine Beratung.',
  };
