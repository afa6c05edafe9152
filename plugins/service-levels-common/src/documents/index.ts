export * from './parseServiceLevelText';
