import type { Knex } from 'knex';
import { formatDecimal } from '../money';
import type { PlacedUsage, UsageInput } from './types';

/** What became of a correction: stored, or what is wrong with it. */
export type CorrectionOutcome =
  | 'stored'
  | 'present'
  | { field: string; rule: string; message: string };

/**
 * Stores a correction after looking at what it corrects. The corrected event is
 * locked, so that two corrections cannot both take what is there once.
 */
export async function storeCorrection(
  trx: Knex.Transaction,
  placed: PlacedUsage,
  receivedMs: number,
): Promise<CorrectionOutcome> {
  const { event, sourceId, allocationId, meterId } = placed;
  const present = await trx('usage_events')
    .where({ source_id: sourceId, event_id: event.id })
    .first('seq');
  if (present) return 'present';
  const original = await readOriginal(trx, event);
  if (!original) {
    return wrong(
      'stored-event',
      'is not a usage event that is stored here (any more)',
    );
  }
  if (original.corrects_seq !== null) {
    return wrong('correction', 'is itself a correction; correct the event');
  }
  if (
    original.instance_id !== event.instanceId ||
    original.meter_id !== meterId
  ) {
    return wrong('same-meter', 'is an event of another instance or meter');
  }
  const left = (await sumOf(trx, original.seq)) + BigInt(event.quantity);
  if (left < 0n) {
    return {
      field: 'data.quantity',
      rule: 'remainder',
      message: `takes more than there is: with all its corrections the event would come to ${formatDecimal(
        left,
      )}`,
    };
  }
  const inserted = await trx('usage_events')
    .insert({
      source_id: sourceId,
      event_id: event.id,
      allocation_id: allocationId,
      meter_id: meterId,
      time_ms: event.timeMs,
      quantity: event.quantity,
      received_ms: receivedMs,
      corrects_seq: original.seq,
      reason: event.reason,
    })
    .onConflict(['source_id', 'event_id'])
    .ignore()
    .returning('seq');
  return inserted.length ? 'stored' : 'present';
}

async function readOriginal(trx: Knex.Transaction, event: UsageInput) {
  const original = await trx('usage_events')
    .whereIn(
      'source_id',
      trx('sources')
        .where('name', event.corrects?.source ?? '')
        .select('id'),
    )
    .where('event_id', event.corrects?.id ?? '')
    .forUpdate()
    .first('seq', 'allocation_id', 'meter_id', 'corrects_seq');
  if (!original) return undefined;
  const { instance_id } = await trx('allocations')
    .where('id', original.allocation_id)
    .first('instance_id');
  return { ...original, instance_id };
}

/** Of an event and all its corrections, in millionths. */
async function sumOf(trx: Knex.Transaction, seq: number): Promise<bigint> {
  const rows: Array<{ quantity: number | string }> = await trx('usage_events')
    .where({ seq })
    .orWhere({ corrects_seq: seq })
    .select('quantity');
  return rows.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
}

function wrong(rule: string, message: string) {
  return { field: 'data.corrects', rule, message };
}
