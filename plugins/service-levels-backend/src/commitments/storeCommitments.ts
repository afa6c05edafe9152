import { countChange } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { DerivedCommitment } from './deriveCommitments';
import type { CommitmentRow } from './types';

/**
 * Stores what agreements promise now. Whatever is no longer promised keeps its row
 * and its past, and ends.
 *
 * @returns how many rows that changed
 */
export async function storeCommitments(
  trx: Knex.Transaction,
  derived: readonly DerivedCommitment[],
  nowS: number,
): Promise<number> {
  const known: CommitmentRow[] = await trx('commitments');
  const byId = new Map(known.map(row => [row.id, row]));
  let changed = 0;
  for (const commitment of derived) {
    const row = toRow(commitment);
    const before = byId.get(commitment.id);
    byId.delete(commitment.id);
    if (before && isSame(before, row)) continue;
    await trx('commitments').insert(row).onConflict('id').merge();
    changed += 1;
  }
  for (const row of byId.values()) {
    if (row.to_s !== null && Number(row.to_s) <= nowS) continue;
    await trx('commitments').where('id', row.id).update({ to_s: nowS });
    changed += 1;
  }
  if (changed > 0) await countChange(trx, 'facts');
  return changed;
}

function toRow(one: DerivedCommitment): CommitmentRow {
  return {
    id: one.id,
    agreement: one.agreement,
    kind: one.kind,
    subject_ref: one.subjectRef,
    service_ref: one.serviceRef ?? null,
    customer_ref: one.customerRef ?? null,
    software_provider_ref: one.softwareProviderRef ?? null,
    owner_ref: one.ownerRef ?? null,
    system_ref: one.systemRef ?? null,
    environment_id: one.environmentId ?? null,
    environment_name: one.environmentName ?? null,
    stage: one.stage ?? null,
    general: one.general ? 'yes' : 'no',
    from_s: one.fromS,
    to_s: one.toS ?? null,
  };
}

function isSame(a: CommitmentRow, b: CommitmentRow): boolean {
  return (Object.keys(b) as Array<keyof CommitmentRow>).every(
    key => String(a[key]) === String(b[key]),
  );
}
