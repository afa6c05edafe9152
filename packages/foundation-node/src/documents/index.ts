export * from './DocumentProcessor';
export * from './readDocumentText';
export * from './relateDocument';
export * from './fingerprint';
