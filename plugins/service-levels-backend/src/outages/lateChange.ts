import type { Knex } from 'knex';
import type { NoticeOutbox } from '../notices';
import { COUNTING } from './deeds';
import type { StoredOutage } from './types';

/** What changed of the figures of months that may be over. Instants are seconds since 1970. */
export type LateChange = {
  kind: 'late-change';
  subjectRef: string;
  /** Where only one customer’s figures changed. */
  customerRef?: string;
  /** From the first second that counts differently now to the last one. */
  fromS: number;
  toS: number;
  /** When it changed: what was over by then is told of. */
  atS: number;
  /** Whether data is there for it, or the metric of an objective; absent: an outage. */
  measured?: 'states' | { objective: string };
};

/**
 * Figures of months that are over are looked at by nobody, unless told to. Whoever
 * changes an outage says so here, in the same transaction.
 *
 * @param change - the outage as it was, unless it is new, and as it is
 */
export async function tellIfLate(
  trx: Knex.Transaction,
  notices: Pick<NoticeOutbox, 'queue'>,
  change: { before?: StoredOutage; after: StoredOutage; atS: number },
): Promise<void> {
  const { id, revision } = change.after;
  for (const late of lateChangesOf(change)) {
    const { subjectRef, customerRef = '' } = late;
    await notices.queue(
      trx,
      `late-change ${id} ${revision} ${subjectRef} ${customerRef}`,
      late,
    );
  }
}

/** What changes where an outage counts otherwise than before; two things if it moves. */
export function lateChangesOf({
  before,
  after,
  atS,
}: {
  before?: StoredOutage;
  after: StoredOutage;
  atS: number;
}): LateChange[] {
  const counted = [before, after].filter(
    one => one !== undefined && COUNTING.includes(one.state),
  ) as StoredOutage[];
  const [first, second] = counted;
  if (!first) return [];
  const of = (one: StoredOutage, [fromS, toS]: [number, number]) => ({
    kind: 'late-change' as const,
    subjectRef: one.subjectRef,
    customerRef: one.customerRef,
    fromS,
    toS,
    atS,
  });
  const endOf = ({ toS }: StoredOutage) => toS ?? atS;
  if (!second) return [of(first, [first.fromS, endOf(first)])];
  const hasMoved =
    first.subjectRef !== second.subjectRef ||
    first.customerRef !== second.customerRef;
  if (hasMoved) {
    return counted.map(one => of(one, [one.fromS, endOf(one)]));
  }
  const begins = [first.fromS, second.fromS];
  const ends = [endOf(first), endOf(second)];
  if (first.cause !== second.cause) {
    return [of(second, [Math.min(...begins), Math.max(...ends)])];
  }
  // What both times have in common counts as it did.
  const fromS = Math.min(...(begins[0] === begins[1] ? ends : begins));
  const toS = Math.max(...(ends[0] === ends[1] ? begins : ends));
  return fromS < toS ? [of(second, [fromS, toS])] : [];
}
