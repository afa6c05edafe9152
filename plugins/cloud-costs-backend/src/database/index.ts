export * from './applyMigrations';
export * from './integers';
export * from './derivedData';
export * from './poolSize';
