/**
 * What every Dual Cloud backend plugin needs beside its domain.
 *
 * @packageDocumentation
 */
export {};
