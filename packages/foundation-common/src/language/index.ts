export * from './LocalizedText';
