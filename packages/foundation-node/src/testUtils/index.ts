/**
 * What the tests of every Dual Cloud backend need: a portal with one plugin in
 * it, a fuzz of its API from its OpenAPI document, and its migrations both ways.
 *
 * @packageDocumentation
 */
export * from './fuzzApi';
export type { Known } from './fuzzValues';
export * from './migrateUpDownUp';
export * from './mountedRoutes';
export * from './startClockAt';
export * from './startTestPortal';
export { dumpTables } from './tables';
export * from './waitFor';
