export { shellTitlesTranslationRef } from './shellTitles';
export { useShellTitle } from './useShellTitle';
export { withTranslatedTitles } from './TranslatedPageLayout';
