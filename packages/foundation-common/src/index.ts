/**
 * What the Dual Cloud packages share in frontends and backends alike.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './decimals';
export * from './documents';
export * from './language';
export * from './timeZones';
