export * from './applyMigrations';
export * from './integers';
