import type {
  BrokerStatus,
  BrokerSyncResult,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  type BigIntColumn,
  databaseNow,
  fromOptionalJson,
  toIsoTime,
  toOptionalJson,
} from '@dualcloud/foundation-node';

type BrokerRow = {
  name: string;
  state: BrokerStatus['state'];
  message: string | null;
  last_attempt_at: BigIntColumn;
  last_success_at: BigIntColumn;
  services: number | null;
  rejected_services: string | null;
};

/** How the last syncs of the brokers' catalogues went. */
export class BrokerStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<Map<string, BrokerStatus>> {
    const rows: BrokerRow[] = await this.knex('broker_status');
    return new Map(
      rows.map(row => [
        row.name,
        {
          name: row.name,
          state: row.state,
          message: row.message ?? undefined,
          lastAttemptAt: toIsoTime(row.last_attempt_at),
          lastSuccessAt: toIsoTime(row.last_success_at),
          services: row.services ?? undefined,
          rejectedServices: fromOptionalJson(row.rejected_services),
        },
      ]),
    );
  }

  /** A failure keeps what the last success brought: the catalog keeps it, too. */
  async report(name: string, result: BrokerSyncResult): Promise<void> {
    const now = databaseNow(this.knex);
    const message = result.message?.slice(0, 2000) ?? null;
    const seen = result.ok
      ? {
          state: 'ok',
          last_success_at: now,
          services: result.services ?? null,
          rejected_services: toOptionalJson(result.rejectedServices),
        }
      : { state: 'failing' };
    const row = { name, message, last_attempt_at: now, ...seen };
    await this.knex('broker_status').insert(row).onConflict('name').merge();
  }
}
