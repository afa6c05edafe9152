/**
 * What every Dual Cloud frontend shares.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './feedback';
export * from './filters';
export * from './language';
export * from './live';
export * from './loading';
export * from './pages';
export * from './parties';
export * from './quotes';
export * from './serviceStatus';
export * from './translation';
