export { blueprintTemplate } from './blueprintTemplate';
export { MAX_INLINE_SCHEMA_BYTES } from './orderTemplate';
export { serviceTemplate } from './serviceTemplate';
export type { TemplateLanguage } from './texts';
