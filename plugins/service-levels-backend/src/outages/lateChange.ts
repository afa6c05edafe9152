import { COUNTING } from './deeds';
import type { StoredOutage } from './types';

/** What changed of the figures of months that may be over. Instants are seconds since 1970. */
export type LateChange = {
  kind: 'late-change';
  outageId: string;
  /** From the earlier begin of the outage, as it was and as it is, to the later end. */
  fromS: number;
  toS: number;
  /** When it changed: what was over by then is told of. */
  atS: number;
};

/**
 * What changes where an outage counts otherwise than before.
 * @returns undefined where it counts as it did
 */
export function lateChangeOf(
  before: StoredOutage,
  after: StoredOutage,
  atS: number,
): LateChange | undefined {
  const counted = [before, after].filter(({ state }) =>
    COUNTING.includes(state),
  );
  if (counted.length === 0) return undefined;
  const isSame =
    counted.length === 2 &&
    before.cause === after.cause &&
    before.fromS === after.fromS &&
    before.toS === after.toS;
  if (isSame) return undefined;
  return {
    kind: 'late-change',
    outageId: after.id,
    fromS: Math.min(...counted.map(({ fromS }) => fromS)),
    toS: Math.max(...counted.map(({ toS }) => toS ?? atS)),
    atS,
  };
}
