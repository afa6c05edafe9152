import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import {
  databaseNow,
  type Notifier,
  toNumber,
} from '@dualcloud/foundation-node';
import type { BindingRow, CredentialService } from '../credentials';
import type { EnvironmentRow } from '../environments';
import type { InstanceRow, InstanceStore } from '../instances';
import { journalEntry, type JournalStore } from '../journal';
import {
  DAY_MS,
  dayOf,
  type OrderRow,
  type OrderService,
  type Target,
} from '../orders';

/** The plugin itself: what it does without being asked is journalled and audited under this name. */
export const PLUGIN_ACTOR = 'plugin:cloud-services';

/** Days ahead of the end on which the owner is warned; the nearest first, since it makes the other needless. */
const WARNINGS = [1, 7];
/** How long after a failed teardown it is tried again. */
const RETRY_AFTER_MS = 60 * 60_000;
const BATCH = 100;

type Expiring = {
  kind: Target['kind'];
  table: 'environments' | 'instances';
  row: EnvironmentRow | InstanceRow;
};

/**
 * What has an end ends. A week and a day ahead the owner is warned; when the
 * day has come the plugin orders the teardown like anybody else would, so that
 * it is journalled, retried and shown like any order.
 *
 * Any replica may sweep at any time: a warning is marked by a conditional
 * update, and a second teardown of the same thing is refused because the first
 * is under way. A warning goes out before it is marked and bears a scope, so a
 * crash in between repeats the very same notification and no new one.
 */
export class ExpirySweep {
  constructor(
    private readonly deps: {
      knex: Knex;
      orders: OrderService;
      credentials: CredentialService;
      instances: InstanceStore;
      journal: JournalStore;
      notifier: Notifier;
      logger: LoggerService;
    },
  ) {}

  async run(): Promise<void> {
    for (const kind of ['environment', 'instance'] as const) {
      for (const days of WARNINGS) {
        for (const expiring of await this.toWarn(kind, days)) {
          await this.attempt(expiring, () => this.warn(expiring, days));
        }
      }
      for (const expired of await this.toTearDown(kind)) {
        await this.attempt(expired, () => this.tearDown(expired));
      }
    }
    await this.revokeTaskCredentials();
  }

  private query(kind: Target['kind']): Knex.QueryBuilder {
    const { knex } = this.deps;
    const query = knex(kind === 'environment' ? 'environments' : 'instances')
      .whereNull('terminated_at')
      .whereNotNull('expires_at')
      .orderBy('expires_at')
      .limit(BATCH);
    // Instances of an environment end with it.
    if (kind === 'instance') query.whereNull('environment_id');
    return query;
  }

  private async toWarn(
    kind: Target['kind'],
    days: number,
  ): Promise<Expiring[]> {
    const { knex } = this.deps;
    const rows = await this.query(kind)
      .where('expires_at', '>', databaseNow(knex))
      .where('expires_at', '<=', databaseNow(knex, days * DAY_MS))
      .where(nested =>
        nested
          .whereNull('expiry_warned_days')
          .orWhere('expiry_warned_days', '>', days),
      );
    return rows.map((row: Expiring['row']) => wrap(kind, row));
  }

  private async toTearDown(kind: Target['kind']): Promise<Expiring[]> {
    const rows = await this.query(kind)
      .where('expires_at', '<=', databaseNow(this.deps.knex))
      .whereNull('active_order_id');
    return rows.map((row: Expiring['row']) => wrap(kind, row));
  }

  private async warn(expiring: Expiring, days: number): Promise<void> {
    const { knex, journal } = this.deps;
    const { row, table, kind } = expiring;
    const end = dayOf(toNumber(row.expires_at ?? 0));
    const told = await this.notify(expiring, days, end);
    if (told === 'not-yet') return;
    await knex.transaction(async trx => {
      const marked = await trx(table)
        .where({ id: row.id, expires_at: row.expires_at })
        .where(nested =>
          nested
            .whereNull('expiry_warned_days')
            .orWhere('expiry_warned_days', '>', days),
        )
        .update({ expiry_warned_days: days });
      if (marked === 0) return;
      await journal.append(trx, [
        {
          ...journalEntry(
            told === 'told' ? 'expiry-warned' : 'expiry-near',
            { until: end },
            {
              level: 'warning',
              message:
                told === 'told'
                  ? `It ends on ${end}; the owner was told`
                  : `It ends on ${end}`,
            },
          ),
          [kind === 'environment' ? 'environmentId' : 'instanceId']: row.id,
          actor: PLUGIN_ACTOR,
        },
      ]);
    });
  }

  /** @returns `not-yet` if it should be tried again at the next sweep */
  private async notify(
    { row, kind }: Expiring,
    days: number,
    end: string,
  ): Promise<'told' | 'nobody' | 'not-yet'> {
    const path =
      kind === 'environment'
        ? `/environments/${row.id}`
        : `/environments/instances/${row.id}`;
    try {
      return await this.deps.notifier.tell({
        to: [...new Set([row.owner_ref, row.created_by])],
        texts: textsOf(kind, row.name, end),
        link: path,
        severity: days === 1 ? 'high' : 'normal',
        topic: 'cloud-services-expiry',
        scope: `${kind}:${row.id}:${row.expires_at}:${days}`,
      });
    } catch (error) {
      this.deps.logger.warn(
        `Nobody could be told that ${kind} "${row.id}" ends: ${error}`,
      );
      return 'not-yet';
    }
  }

  private async tearDown({ row, kind }: Expiring): Promise<void> {
    const { knex, orders, instances, logger } = this.deps;
    const last: OrderRow | undefined = await knex('orders')
      .where('id', row.last_order_id ?? '')
      .first();
    if (last?.state === 'failed' && last.type.startsWith('terminate-')) {
      const finished = Number(last.finished_at ?? 0);
      const { now } = await knex.first({ now: databaseNow(knex) });
      if (Number(now) - finished < RETRY_AFTER_MS) return;
      if (last.can_retry) {
        await orders.retryAs(last.id, PLUGIN_ACTOR);
        return;
      }
    }
    const target: Target =
      kind === 'environment'
        ? {
            kind,
            row: row as EnvironmentRow,
            instances:
              (await instances.ofEnvironments([row.id])).get(row.id) ?? [],
          }
        : {
            kind,
            row: row as InstanceRow,
            instances: [row as InstanceRow],
          };
    const orderId = await orders.tearDown(target, PLUGIN_ACTOR);
    logger.info(
      `The end of ${kind} "${row.id}" has come; order "${orderId}" tears it down`,
    );
  }

  private async revokeTaskCredentials(): Promise<void> {
    const { knex, credentials, logger } = this.deps;
    const rows: BindingRow[] = await knex('bindings')
      .whereNotNull('task_id')
      .whereIn('state', ['ready', 'failed'])
      .where('expires_at', '<=', databaseNow(knex))
      .limit(BATCH);
    for (const row of rows) {
      try {
        await credentials.revokeExpired(row, PLUGIN_ACTOR);
      } catch (error) {
        logger.debug(`Binding "${row.id}" is not revoked yet: ${error}`);
      }
    }
  }

  /** One that cannot be dealt with now must not keep the others from it. */
  private async attempt(
    { kind, row }: Expiring,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.deps.logger.warn(
        `The end of ${kind} "${row.id}" could not be dealt with and will be at the next sweep: ${error}`,
      );
    }
  }
}

function textsOf(kind: Target['kind'], name: string, end: string) {
  const [what, was] =
    kind === 'environment'
      ? ['Environment', 'Umgebung']
      : ['Service instance', 'Serviceinstanz'];
  const day = end.split('-').reverse().join('.');
  return {
    en: {
      title: `${what} "${name}" ends on ${end}`,
      description:
        'It will be torn down then, with everything in it. Extend it if you still need it.',
    },
    de: {
      title: `${was} „${name}“ endet am ${day}`,
      description:
        'Sie wird dann mit allem, was darin ist, abgebaut. Verlängern Sie sie, wenn Sie sie noch brauchen.',
    },
  };
}

function wrap(kind: Target['kind'], row: Expiring['row']): Expiring {
  return {
    kind,
    row,
    table: kind === 'environment' ? 'environments' : 'instances',
  };
}
