export { shellTitlesTranslationRef } from './shellTitles';
export { titleIn } from './titleIn';
export { useShellTitle } from './useShellTitle';
export { withTranslatedTitles } from './TranslatedPageLayout';
