/**
 * What every Dual Cloud backend plugin needs beside its domain.
 *
 * @packageDocumentation
 */
export * from './actions';
export * from './audit';
export * from './authorization';
export * from './changes';
export * from './cursors';
export * from './database';
export * from './documents';
export * from './idempotency';
export * from './instants';
export * from './leases';
export * from './loops';
export * from './notifications';
export * from './openapi';
export * from './paging';
export * from './parties';
export * from './plugins';
export * from './refusals';
export * from './search';
export * from './templates';
