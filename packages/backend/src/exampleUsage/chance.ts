import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on seed and name only, not on what was drawn
 * before: the same event has the same quantity whenever it is generated.
 */
export function chance(seed: string, name: string): number {
  return (
    createHash('md5').update(`${seed}\0${name}`).digest().readUInt32BE(0) /
    2 ** 32
  );
}
