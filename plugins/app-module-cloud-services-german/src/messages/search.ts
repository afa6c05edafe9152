import type { searchTranslationRef } from '@backstage/plugin-search/alpha';
import type { German } from './German';

const messages: German<typeof searchTranslationRef> = {
  'searchModal.viewFullResults': 'Alle Ergebnisse ansehen',
  'searchType.allResults': 'Alle Ergebnisse',
  'searchType.tabs.allTitle': 'Alle',
  'searchType.accordion.allTitle': 'Alle',
  'searchType.accordion.collapse': 'Zuklappen',
  'searchType.accordion.numberOfResults': '{{number}} Ergebnisse',
  'sidebarSearchModal.title': 'Suche',
};

export default messages;
