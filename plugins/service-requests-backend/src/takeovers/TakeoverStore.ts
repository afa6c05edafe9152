import type { JsonObject } from '@backstage/types';
import {
  fromJson,
  lockRows,
  toNumber,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Fulfilment } from '../requests';
import type { GateResults } from './gates';
import {
  type StoredException,
  type StoredTakeover,
  type StoredVerdict,
  type TakeoverRow,
  toTakeover,
  toTakeoverRow,
} from './types';

/** One step, for the record. */
export type TakeoverStep = {
  at: number;
  by: string;
  event: string;
  reason?: string;
  details?: JsonObject;
};

/** A row of `takeover_events`. */
export type TakeoverStepRow = {
  id: number | string;
  at: number | string;
  by: string;
  event: string;
  reason: string | null;
  details: string | null;
};

/** The last look at the gates. */
export type StoredCheck = { at: number; by: string; results: GateResults };

/** A takeover with all that belongs to it alone. */
export type TakeoverFile = {
  takeover: StoredTakeover;
  items: Fulfilment[];
  check?: StoredCheck & { id: number };
  exceptions: StoredException[];
  verdicts: StoredVerdict[];
};

type ExceptionRow = {
  id: string;
  takeover_id: string;
  gate: string;
  reason: string;
  until: string;
  asked_by: string;
  asked_at: number | string;
  confirmed_by: string | null;
  confirmed_at: number | string | null;
};

/** Takeovers, with every step that they took. */
export class TakeoverStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): TakeoverStore {
    return new TakeoverStore(knex);
  }

  query(): Knex.QueryBuilder {
    return this.knex('takeovers');
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredTakeover | undefined> {
    const row: TakeoverRow | undefined = await knex('takeovers')
      .where({ id })
      .first();
    return row && toTakeover(row);
  }

  /** By nobody else changed until the transaction has ended. */
  async lock(trx: Knex.Transaction, id: string): Promise<void> {
    await lockRows(trx, 'takeovers', [id]);
  }

  /** @throws Error if there is none */
  async file(id: string, knex: Knex = this.knex): Promise<TakeoverFile> {
    const takeover = await this.get(id, knex);
    if (!takeover) throw new Error(`there is no takeover "${id}"`);
    const of = (table: string) => knex(table).where('takeover_id', id);
    // One after the other: inside a transaction there is one connection.
    const items: Fulfilment[] = await of('takeover_items');
    const check = await of('takeover_checks').orderBy('id', 'desc').first();
    const exceptions: ExceptionRow[] = await of('takeover_exceptions').orderBy([
      'asked_at',
      'id',
    ]);
    const verdicts = await of('takeover_verdicts');
    return {
      takeover,
      items,
      check: check && {
        id: toNumber(check.id),
        by: check.by,
        at: toNumber(check.at),
        results: fromJson<GateResults>(check.results),
      },
      exceptions: exceptions.map(toException),
      verdicts: verdicts.map(row => ({
        verdict: row.verdict,
        by: row.by,
        at: toNumber(row.at),
        note: row.note ?? undefined,
      })),
    };
  }

  /** Those of a release, or of a request, in a state. */
  async find(
    where: { release_id: string } | { request_id: string },
    state: StoredTakeover['state'],
    knex: Knex = this.knex,
  ): Promise<StoredTakeover[]> {
    const rows: TakeoverRow[] = await knex('takeovers')
      .where({ ...where, state })
      .orderBy('id');
    return rows.map(toTakeover);
  }

  /** The last one that brought a release of a service into operation. */
  async lastAccepted(
    serviceRef: string,
    customerRef: string,
  ): Promise<StoredTakeover | undefined> {
    const row: TakeoverRow | undefined = await this.knex('takeovers')
      .where({
        service_ref: serviceRef,
        customer_ref: customerRef,
        state: 'accepted',
      })
      .orderBy('decided_at', 'desc')
      .first();
    return row && toTakeover(row);
  }

  async insert(trx: Knex.Transaction, takeover: StoredTakeover): Promise<void> {
    await trx('takeovers').insert(toTakeoverRow(takeover));
  }

  /** Stores it with a revision of its own. */
  async update(
    trx: Knex.Transaction,
    takeover: StoredTakeover,
  ): Promise<StoredTakeover> {
    const next = { ...takeover, revision: takeover.revision + 1 };
    const { id, ...row } = toTakeoverRow(next);
    await trx('takeovers').where({ id }).update(row);
    return next;
  }

  async addStep(
    trx: Knex.Transaction,
    takeoverId: string,
    step: TakeoverStep,
  ): Promise<void> {
    await trx('takeover_events').insert({
      takeover_id: takeoverId,
      at: step.at,
      by: step.by,
      event: step.event,
      reason: step.reason ?? null,
      details: step.details ? JSON.stringify(step.details) : null,
    });
  }

  async steps(
    takeoverId: string,
    knex: Knex = this.knex,
  ): Promise<TakeoverStepRow[]> {
    return knex('takeover_events')
      .where('takeover_id', takeoverId)
      .orderBy('id');
  }

  async addCheck(
    knex: Knex,
    takeoverId: string,
    check: StoredCheck,
  ): Promise<void> {
    await knex('takeover_checks').insert({
      takeover_id: takeoverId,
      at: check.at,
      by: check.by,
      results: JSON.stringify(check.results),
    });
  }

  /** It was looked at again, and nothing else was found. */
  async confirmCheck(
    trx: Knex.Transaction,
    id: number,
    at: number,
  ): Promise<void> {
    await trx('takeover_checks').where({ id }).update({ at });
  }

  async setItem(
    trx: Knex.Transaction,
    takeoverId: string,
    itemId: string,
    fulfilment: Omit<Fulfilment, 'item_id'> | undefined,
  ): Promise<void> {
    const key = { takeover_id: takeoverId, item_id: itemId };
    await trx('takeover_items').where(key).delete();
    if (fulfilment) {
      await trx('takeover_items').insert({ ...key, ...fulfilment });
    }
  }

  async addException(
    trx: Knex.Transaction,
    takeoverId: string,
    exception: StoredException,
  ): Promise<void> {
    await trx('takeover_exceptions').insert({
      id: exception.id,
      takeover_id: takeoverId,
      gate: exception.gate,
      reason: exception.reason,
      until: exception.until,
      asked_by: exception.askedBy,
      asked_at: exception.askedAt,
    });
  }

  async confirmException(
    trx: Knex.Transaction,
    id: string,
    confirmed: { by: string; at: number },
  ): Promise<void> {
    await trx('takeover_exceptions')
      .where({ id })
      .update({ confirmed_by: confirmed.by, confirmed_at: confirmed.at });
  }

  async addVerdict(
    trx: Knex.Transaction,
    takeoverId: string,
    { verdict, by, at, note }: StoredVerdict,
  ): Promise<void> {
    await trx('takeover_verdicts').insert({
      takeover_id: takeoverId,
      verdict,
      by,
      at,
      note: note ?? null,
    });
  }

  /** @returns how many there were */
  async dropVerdicts(
    trx: Knex.Transaction,
    takeoverId: string,
  ): Promise<number> {
    return trx('takeover_verdicts').where('takeover_id', takeoverId).delete();
  }
}

function toException(row: ExceptionRow): StoredException {
  return {
    id: row.id,
    gate: row.gate,
    reason: row.reason,
    until: row.until,
    askedBy: row.asked_by,
    askedAt: toNumber(row.asked_at),
    confirmedBy: row.confirmed_by ?? undefined,
    confirmedAt: toOptionalNumber(row.confirmed_at),
  };
}
