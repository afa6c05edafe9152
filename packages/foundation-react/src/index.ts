/**
 * What every Dual Cloud frontend shares.
 *
 * @packageDocumentation
 */
export {};
