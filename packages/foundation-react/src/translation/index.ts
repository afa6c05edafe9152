export { foundationTranslationRef } from './translationRef';
