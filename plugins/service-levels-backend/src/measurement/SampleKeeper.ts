import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { FactLog } from '../facts';
import type { NoticeOutbox } from '../notices';
import { type OutageRow, OutageStore, tellIfLate, toOutage } from '../outages';
import { FRESH_S, MEASURED } from './followSpans';

const DAY_S = 86_400;
/** Small enough that nobody waits for it. */
const REMOVED_AT_ONCE = 5_000;

/** Looks after measurements when none come any more. */
export class SampleKeeper {
  private constructor(
    private readonly deps: {
      knex: Knex;
      facts: FactLog;
      notices: Pick<NoticeOutbox, 'queue'>;
      keepDays: number;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    facts: FactLog;
    notices: Pick<NoticeOutbox, 'queue'>;
    keepDays: number;
    nowS: () => number;
  }): SampleKeeper {
    return new SampleKeeper(deps);
  }

  /**
   * Ends outages that nobody has measured for a while, where the last measurement
   * ends: what comes after it is not known to be down.
   */
  async endStale(): Promise<void> {
    const { knex, facts, notices, nowS } = this.deps;
    const ended = await transact(knex, async trx => {
      const store = OutageStore.create(trx);
      const rows: OutageRow[] = await trx('outages')
        .whereIn('source', MEASURED)
        .whereNull('to_s')
        .orderBy('id')
        .forUpdate();
      const ids: string[] = [];
      for (const outage of rows.map(toOutage)) {
        const seriesId = Number(outage.sourceId.split(':', 1)[0]);
        const last = await trx('spans')
          .where('series_id', seriesId)
          .orderBy('from_s', 'desc')
          .first('to_s');
        const toS = Number(last?.to_s ?? outage.fromS + 1);
        const atS = nowS() - FRESH_S;
        if (toS > atS) continue;
        const after = { ...outage, toS, revision: outage.revision + 1 };
        await store.put(trx, after, {
          by: 'plugin:service-levels',
          action: 'ended',
          reason: 'Nothing has been measured since',
          before: { fromS: outage.fromS },
          after: { fromS: outage.fromS, toS },
        });
        await tellIfLate(trx, notices, { before: outage, after, atS });
        ids.push(outage.id);
      }
      if (ids.length > 0) await facts.noteMeasured(trx, ids);
      return ids;
    });
    if (ended.length > 0) facts.tell('outages');
  }

  /** Removes samples that are older than they are kept; spans stay. */
  async removeOld(): Promise<void> {
    const { knex, keepDays, nowS } = this.deps;
    const limitS = nowS() - keepDays * DAY_S;
    for (;;) {
      const removed = await knex('samples')
        .whereIn(['series_id', 'at_s'], old =>
          old
            .from('samples')
            .select('series_id', 'at_s')
            .where('at_s', '<', limitS)
            .limit(REMOVED_AT_ONCE),
        )
        .delete();
      if (removed < REMOVED_AT_ONCE) return;
    }
  }
}
