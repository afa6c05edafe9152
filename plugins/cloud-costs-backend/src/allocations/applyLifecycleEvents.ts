import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { fromJson, isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { settleReservations } from '../reservations/settleReservations';
import { dirtyBetween, lockCursor, markDirty, moveCursor } from '../rollup';
import { toAllocation, toAllocationRow } from './AllocationStore';
import { canonicalJson } from './canonicalJson';
import { cutSegments, type LifecycleFact, type Segment } from './cutSegments';
import { moveUsage } from './moveUsage';
import { planSinceOf } from './planSince';
import { readFacts } from './readLifecycleEvent';
import type { StoredAllocation } from './types';

/*
 * The lives of instances are kept as a list of events, and allocations are made
 * from that list anew whenever it grows. So it does not matter in which order
 * events come and whether they come again.
 *
 * An allocation keeps its id for as long as something begins at its time. What
 * a late event makes disappear stays as a void row (from = to, negative
 * segment): charges refer to it, and they are taken back against it.
 *
 * Raw usage follows: what lies in a stretch that changed hands is moved, added
 * up or not, and the months concerned are rated again. While that happens,
 * neither the rollup nor the intake may write; both are locked out here.
 */

/** What became of a life-cycle event. */
export type LifecycleOutcome = 'stored' | 'duplicate' | 'conflict';

/** A checked life-cycle event. */
export type LifecycleInput = {
  source: string;
  id: string;
  type: string;
  instanceId: string;
  timeMs: number;
  data: UsageCloudEvent['data'];
};

/**
 * Takes in life-cycle events and cuts allocations anew.
 *
 * @param events - that `checkLifecycleEvent` accepted
 * @returns what became of each, in the same order
 */
export async function applyLifecycleEvents(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  events: LifecycleInput[],
): Promise<LifecycleOutcome[]> {
  if (events.length === 0) return [];
  // First of all, so that two callers wait here and not for each other's rows.
  const rolledUp = Number(await lockCursor(trx, 'rollup'));
  if (isPostgres(trx)) {
    // Waits for the batches in flight, which know the allocations of before.
    await trx.raw('lock table usage_events in share row exclusive mode');
  }
  const outcomes: LifecycleOutcome[] = [];
  const touched = new Set<string>();
  for (const event of events) {
    const outcome = await store(trx, event);
    if (outcome === 'stored') touched.add(event.instanceId);
    outcomes.push(outcome);
  }
  for (const instanceId of [...touched].sort()) {
    await recut(trx, calendar, instanceId, rolledUp);
  }
  if (touched.size > 0) {
    await settleReservations(trx, [...touched]);
    const count = Number(await lockCursor(trx, 'allocations'));
    await moveCursor(trx, 'allocations', String(count + 1));
  }
  return outcomes;
}

async function store(
  trx: Knex.Transaction,
  event: LifecycleInput,
): Promise<LifecycleOutcome> {
  const sourceId = await sourceOf(trx, event.source);
  const facts = {
    type: event.type,
    instance_id: event.instanceId,
    time_ms: event.timeMs,
    data: canonicalJson(event.data ?? {}),
  };
  const before = await trx('lifecycle_events')
    .where({ source_id: sourceId, event_id: event.id })
    .first();
  if (!before) {
    await trx('lifecycle_events').insert({
      ...facts,
      source_id: sourceId,
      event_id: event.id,
      received_ms: Date.now(),
    });
    return 'stored';
  }
  const same =
    before.type === facts.type &&
    before.instance_id === facts.instance_id &&
    Number(before.time_ms) === facts.time_ms &&
    before.data === facts.data;
  return same ? 'duplicate' : 'conflict';
}

async function sourceOf(trx: Knex.Transaction, name: string): Promise<number> {
  await trx('sources').insert({ name }).onConflict('name').ignore();
  const row = await trx('sources').where({ name }).first('id');
  return row.id;
}

async function recut(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  instanceId: string,
  rolledUp: number,
): Promise<void> {
  const segments = cutSegments(await readFactsOf(trx, instanceId));
  const before = await readRows(trx, instanceId);
  await writeSegments(trx, instanceId, segments, before);
  const after = await readRows(trx, instanceId);
  await moveUsage(trx, calendar, after, rolledUp);
  const changed = changedMonths(calendar, before, after);
  await markDirty(trx, changed, 'allocation-changed');
}

/** All of them; the void ones first. */
async function readRows(
  trx: Knex.Transaction,
  instanceId: string,
): Promise<StoredAllocation[]> {
  const rows = await trx('allocations')
    .where('instance_id', instanceId)
    .orderBy('segment');
  return rows.map(toAllocation);
}

async function readFactsOf(
  trx: Knex.Transaction,
  instanceId: string,
): Promise<LifecycleFact[]> {
  const rows: Array<{
    type: string;
    time_ms: number | string;
    name: string;
    event_id: string;
    data: string;
  }> = await trx('lifecycle_events')
    .join('sources', 'sources.id', 'lifecycle_events.source_id')
    .where('instance_id', instanceId)
    .select('type', 'time_ms', 'sources.name', 'event_id', 'data');
  return rows.map(row => ({
    ...readFacts(row.type, fromJson(row.data)),
    timeMs: Number(row.time_ms),
    order: `${row.name} ${row.event_id}`,
  }));
}

/**
 * A row stays what it is as long as something begins at its time for the same
 * payer. For another payer it is another row, because final statements refer to
 * this one: what they billed is taken back from whom they billed it to.
 */
function identityOf(row: { fromMs: number; payerRef: string }): string {
  return `${row.fromMs} ${row.payerRef}`;
}

/** Writes the segments over what there is. */
async function writeSegments(
  trx: Knex.Transaction,
  instanceId: string,
  segments: Segment[],
  before: StoredAllocation[],
): Promise<void> {
  // The live ones come last and win over void ones that begin at the same time.
  const known = new Map(before.map(row => [identityOf(row), row]));
  const wanted = new Set(
    segments.map(({ fromMs, facts: { payerRef } }) =>
      identityOf({ fromMs, payerRef }),
    ),
  );
  // Void first, so that no two rows ever have the same segment.
  let lowest = Math.min(0, ...before.map(({ segment }) => segment));
  for (const row of before) {
    const gone =
      known.get(identityOf(row)) !== row || !wanted.has(identityOf(row));
    lowest -= 1;
    await trx('allocations')
      .where({ id: row.id })
      .update({ segment: lowest, ...(gone && { to_ms: row.fromMs }) });
  }
  for (const [segment, { facts, ...range }] of segments.entries()) {
    const row = toAllocationRow({ ...facts, ...range, instanceId, segment });
    const { payerRef } = facts;
    const there = known.get(identityOf({ fromMs: range.fromMs, payerRef }));
    if (there) await trx('allocations').where({ id: there.id }).update(row);
    else await trx('allocations').insert(row);
  }
}

/** The months in which something about an allocation is other than before. */
function changedMonths(
  calendar: BillingCalendar,
  before: StoredAllocation[],
  after: StoredAllocation[],
) {
  const now = Date.now();
  const old = new Map(before.map(row => [row.id, row]));
  const [sinceBefore, sinceAfter] = [before, after].map(rows =>
    planSinceOf(rows.filter(({ segment }) => segment >= 0)),
  );
  return after.flatMap(row => {
    const was = old.get(row.id);
    if (
      was &&
      chargedText(was) === chargedText(row) &&
      sinceBefore.get(row.id) === sinceAfter.get(row.id)
    ) {
      return [];
    }
    const end = Math.max(
      row.toMs ?? now,
      was ? was.toMs ?? now : row.fromMs,
      row.fromMs + 1,
    );
    return dirtyBetween(calendar, row.id, {
      fromMs: row.fromMs,
      toMs: Math.min(end, Math.max(now, row.fromMs + 1)),
    });
  });
}

function chargedText(row: StoredAllocation): string {
  const { segment, lastUsedMs, ...charged } = row;
  return JSON.stringify(Object.entries(charged).sort());
}
