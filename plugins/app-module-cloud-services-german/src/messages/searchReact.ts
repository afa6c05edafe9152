import type { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import type { German } from './German';

const messages: German<typeof searchReactTranslationRef> = {
  'searchBar.title': 'Suche',
  'searchBar.placeholder': 'In {{org}} suchen',
  'searchBar.clearButtonTitle': 'Leeren',
  'searchFilter.allOptionTitle': 'Alle',
  'searchPagination.limitLabel': 'Ergebnisse je Seite:',
  'searchPagination.limitText': 'von {{num}}',
  noResultsDescription: 'Es wurde leider nichts gefunden',
  'searchResultGroup.linkTitle': 'Alle ansehen',
  'searchResultGroup.addFilterButtonTitle': 'Filter hinzufügen',
  'searchResultPager.previous': 'Zurück',
  'searchResultPager.next': 'Weiter',
};

export default messages;
