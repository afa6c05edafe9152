/**
 * What the tests of every Dual Cloud backend need: a portal with one plugin in
 * it, and a fuzz of its API from its OpenAPI document.
 *
 * @packageDocumentation
 */
export * from './fuzzApi';
export type { Known } from './fuzzValues';
export * from './startTestPortal';
export * from './waitFor';
