export * from './shellTitlesTranslationRef';
export * from './useShellTitle';
export { translatedPageLayout } from './translatedPageLayout';
