export * from './LocalizedText';
export * from './localizeSchema';
