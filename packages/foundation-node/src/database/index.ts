export * from './applyMigrations';
export * from './columns';
export * from './databaseNow';
export * from './tables';
export * from './transact';
