import {
  databaseNow,
  fingerprint,
  isPostgres,
  LeaseLostError,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type {
  ClaimedProbe,
  Look,
  PlannedProbe,
  Problem,
  ProbeRow,
} from './types';

/** Nobody notices whether a probe begins a little later; all at once somebody does. */
const SPREAD_S = 30;

/** A claim lasts for two looks, the pause between them, and writing down what was seen. */
const CLAIM_SLACK_S = 40;

/** How an attempt ended. */
export type Outcome = {
  /** Until it is due again, from when it was claimed. */
  nextInS: number;
  look?: Look & { ms: number };
  /** Of a source: how far it has answered, and its last state. */
  measuredUntilS?: number;
  lastUp?: boolean;
  problem?: Problem;
  problemText?: string;
};

/** What is measured, who is at it, and what was last seen. */
export class ProbeStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ProbeStore {
    return new ProbeStore(knex);
  }

  /** To be restricted and filtered by the caller. */
  query(): Knex.QueryBuilder {
    return this.knex('probes').whereNot('state', 'ended');
  }

  /** Stores what is to be measured from now on; what is not planned any more ends. */
  async follow(planned: readonly PlannedProbe[]): Promise<void> {
    await transact(this.knex, async trx => {
      const rows: Array<Pick<ProbeRow, 'id' | 'hash' | 'state'>> = await trx(
        'probes',
      ).select('id', 'hash', 'state');
      const known = new Map(rows.map(row => [row.id, row]));
      for (const probe of planned) {
        const before = known.get(probe.id);
        known.delete(probe.id);
        const hash = fingerprint(probe);
        if (before?.hash === hash && before.state !== 'ended') continue;
        await putPlanned(trx, probe, hash);
      }
      const ended = [...known.values()].filter(
        ({ state }) => state !== 'ended',
      );
      await trx('probes')
        .whereIn(
          'id',
          ended.map(({ id }) => id),
        )
        .update({ state: 'ended' });
    });
  }

  /**
   * Takes the probe that has been due for longest, of those that nobody is at. Each
   * claim draws a higher token, and ends by itself on the database's clock.
   */
  async claim(): Promise<ClaimedProbe | undefined> {
    const { knex } = this;
    const due = knex('probes')
      .select('id')
      .where('state', 'active')
      .where('next_at', '<=', databaseNow(knex))
      .where('claimed_until', '<=', databaseNow(knex))
      .orderBy('next_at')
      .limit(1);
    if (isPostgres(knex)) due.forUpdate().skipLocked();
    const [row]: ProbeRow[] = await knex('probes')
      .whereIn('id', due)
      .update({
        claimed_until: knex.raw('? + (2 * timeout_s + ?) * 1000', [
          databaseNow(knex),
          CLAIM_SLACK_S,
        ]),
        fence: knex.raw('fence + 1'),
      })
      .returning('*');
    return row && toClaimed(row);
  }

  /**
   * Ends a claim with what came of it.
   * @throws LeaseLostError if somebody else has claimed it since
   */
  async finish(
    trx: Knex,
    probe: ClaimedProbe,
    outcome: Outcome,
  ): Promise<void> {
    const { look, measuredUntilS, lastUp } = outcome;
    const count = await mine(trx, probe).update({
      next_at: probe.atS * 1000 + outcome.nextInS * 1000,
      claimed_until: 0,
      problem: outcome.problem ?? null,
      problem_text: outcome.problemText?.slice(0, 300) ?? null,
      ...(look && {
        last_s: probe.atS,
        last_up: look.up,
        last_ms: look.ms,
        last_reason: look.up ? null : look.reason,
        last_status: look.status ?? null,
      }),
      ...(measuredUntilS !== undefined && {
        measured_until_s: measuredUntilS,
        last_s: measuredUntilS,
      }),
      ...(lastUp !== undefined && { last_up: lastUp }),
    });
    if (count === 0) throw new LeaseLostError(`probe ${probe.id}`, probe.fence);
  }

  /** Notes which credentials a probe logs in with, or that it has none any more. */
  async setBinding(
    probe: ClaimedProbe,
    bindingId: string | undefined,
  ): Promise<void> {
    const count = await mine(this.knex, probe).update({
      binding_id: bindingId ?? null,
      ...(bindingId === undefined && {
        binding_round: probe.bindingRound + 1,
      }),
    });
    if (count === 0) throw new LeaseLostError(`probe ${probe.id}`, probe.fence);
  }

  /** Credentials that no probe needs any more, since it ended or measures nothing. */
  async unneededBindings(
    limit: number,
  ): Promise<Array<{ id: string; bindingId: string }>> {
    const rows: Array<{ id: string; binding_id: string }> = await this.knex(
      'probes',
    )
      .whereNot('state', 'active')
      .whereNotNull('binding_id')
      .where('claimed_until', '<=', databaseNow(this.knex))
      .orderBy('id')
      .limit(limit)
      .select('id', 'binding_id');
    return rows.map(row => ({ id: row.id, bindingId: row.binding_id }));
  }

  async forgetBinding(id: string, bindingId: string): Promise<void> {
    await this.knex('probes')
      .where({ id, binding_id: bindingId })
      .update({
        binding_id: null,
        binding_round: this.knex.raw('binding_round + 1'),
      });
  }
}

function mine(knex: Knex, { id, fence }: ClaimedProbe): Knex.QueryBuilder {
  return knex('probes').where({ id, fence });
}

async function putPlanned(
  trx: Knex.Transaction,
  probe: PlannedProbe,
  hash: string,
): Promise<void> {
  const { id, target } = probe;
  const derived = {
    state: probe.state,
    gaps: probe.gaps,
    interval_s: probe.intervalS,
    timeout_s: probe.timeoutS,
    hash,
  };
  const spreadMs =
    parseInt(fingerprint([id]).slice(0, 6), 16) %
    (Math.min(SPREAD_S, probe.intervalS) * 1000);
  await trx('probes')
    .insert({
      id,
      subject_ref: probe.subjectRef,
      measurement: probe.measurement,
      type: target.type,
      target: JSON.stringify(target),
      instance_id: 'instanceId' in target ? target.instanceId ?? null : null,
      ...derived,
      next_at: databaseNow(trx, spreadMs),
      claimed_until: 0,
      fence: 0,
      binding_round: 0,
    })
    .onConflict('id')
    .merge(derived);
  await trx('probe_commitments').where('probe_id', id).delete();
  await trx('probe_commitments').insert(
    [...new Set(probe.commitmentIds)].map(commitmentId => ({
      probe_id: id,
      commitment_id: commitmentId,
    })),
  );
}

function toClaimed(row: ProbeRow): ClaimedProbe {
  return {
    id: row.id,
    fence: Number(row.fence),
    atS:
      Math.floor(Number(row.claimed_until) / 1000) -
      2 * row.timeout_s -
      CLAIM_SLACK_S,
    subjectRef: row.subject_ref,
    measurement: row.measurement,
    target: JSON.parse(row.target),
    intervalS: row.interval_s,
    timeoutS: row.timeout_s,
    bindingId: row.binding_id ?? undefined,
    bindingRound: row.binding_round,
    measuredUntilS:
      row.measured_until_s === null ? undefined : Number(row.measured_until_s),
  };
}
