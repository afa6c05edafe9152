import type { JournalEntry } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import type { WrittenEvent } from './journalEntry';
import {
  type BigIntColumn,
  databaseNow,
  fromOptionalJson,
  toIsoTime,
  toOptionalJson,
} from '@dualcloud/foundation-node';

/** What to write down; the time is the database's. */
export type NewJournalEntry = WrittenEvent & {
  orderId?: string;
  environmentId?: string;
  instanceId?: string;
  componentName?: string;
  actor?: string;
};

type JournalRow = {
  id: number | string;
  at: BigIntColumn;
  event: string;
  level: 'info' | 'warning' | 'error';
  message: string;
  params: string | null;
  order_id: string | null;
  environment_id: string | null;
  instance_id: string | null;
  component_name: string | null;
  actor: string | null;
};

const MESSAGE_LIMIT = 4000;

/**
 * What happened, for people; append-only.
 *
 * A reader goes on after the last id it saw. For that to miss nothing, entries
 * of one order must become visible in the order of their ids: whoever appends
 * holds the lock on the order's row, or on the instance's for entries without
 * an order.
 */
export class JournalStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): JournalStore {
    return new JournalStore(knex);
  }

  /** Writes entries as part of the transaction that they tell about. */
  async append(
    trx: Knex | Knex.Transaction,
    entries: NewJournalEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map(entry => ({
      at: databaseNow(trx),
      event: entry.event,
      level: entry.level ?? 'info',
      message: entry.message.slice(0, MESSAGE_LIMIT),
      params: toOptionalJson(entry.params),
      order_id: entry.orderId ?? null,
      environment_id: entry.environmentId ?? null,
      instance_id: entry.instanceId ?? null,
      component_name: entry.componentName ?? null,
      actor: entry.actor ?? null,
    }));
    for (let start = 0; start < rows.length; start += 50) {
      await trx('journal').insert(rows.slice(start, start + 50));
    }
  }

  /** Entries of an order, an environment (its instances' too) or an instance, oldest first. */
  async list(options: {
    of:
      | { orderId: string }
      | { environmentId: string }
      | { instanceId: string };
    after?: number;
    limit: number;
  }): Promise<JournalEntry[]> {
    const query = this.knex<JournalRow>('journal').select('*');
    if ('orderId' in options.of) query.where('order_id', options.of.orderId);
    else if ('environmentId' in options.of)
      query.where('environment_id', options.of.environmentId);
    else query.where('instance_id', options.of.instanceId);
    const rows: JournalRow[] = await query
      .where('id', '>', options.after ?? 0)
      .orderBy('id')
      .limit(options.limit);
    return rows.map(row => ({
      id: Number(row.id),
      at: toIsoTime(row.at)!,
      event: row.event,
      level: row.level,
      message: row.message,
      params: fromOptionalJson(row.params),
      orderId: row.order_id ?? undefined,
      environmentId: row.environment_id ?? undefined,
      instanceId: row.instance_id ?? undefined,
      componentName: row.component_name ?? undefined,
      actor: row.actor ?? undefined,
    }));
  }
}
