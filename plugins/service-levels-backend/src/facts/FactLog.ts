import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SERVICE_LEVELS_SIGNAL_CHANNEL,
  SERVICE_LEVELS_TOPIC,
  type ServiceLevelsSignal,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type AuditEntry,
  type AuditLog,
  ChangeStore,
  countChange,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** What `GET /changes` tells about. */
export type ChangedKind =
  | 'agreement'
  | 'calendar'
  | 'outage'
  | 'incident'
  | 'maintenance'
  | 'report'
  | 'penalty';

/** Follow from facts, and are none. */
const DERIVED: ReadonlySet<ChangedKind> = new Set(['report', 'penalty']);

/**
 * What every mutation that figures depend on leaves behind, in its transaction:
 * a row of the audit log, the object at the end of the feed, and one more counted
 * under `facts`, by which computed figures know that they are outdated. After the
 * commit, people's pages and other plugins are woken.
 */
export class FactLog {
  readonly changes: ChangeStore<ChangedKind>;

  private constructor(
    private readonly deps: {
      knex: Knex;
      audit: AuditLog;
      signals: SignalsService;
      events: EventsService;
      logger: LoggerService;
    },
  ) {
    this.changes = ChangeStore.create(deps.knex);
  }

  static create(deps: {
    knex: Knex;
    audit: AuditLog;
    signals: SignalsService;
    events: EventsService;
    logger: LoggerService;
  }): FactLog {
    return new FactLog(deps);
  }

  /** In the transaction that changes the object. */
  async note(
    trx: Knex.Transaction,
    changed: { kind: ChangedKind; id: string },
    entry: AuditEntry,
  ): Promise<void> {
    await this.deps.audit.append(trx, entry);
    await this.changes.touch(trx, changed.kind, changed.id);
    if (!DERIVED.has(changed.kind)) await countChange(trx, 'facts');
  }

  /** Measurements change figures too, but are nobody's deed. */
  async noteMeasured(
    trx: Knex.Transaction,
    outageIds: readonly string[],
  ): Promise<void> {
    await this.changes.touchAll(
      trx,
      outageIds.map(id => ({ kind: 'outage', id })),
    );
    await countChange(trx, 'facts');
  }

  /** A deed that changes no object of its own, in its transaction. */
  async record(trx: Knex.Transaction, entry: AuditEntry): Promise<void> {
    await this.deps.audit.append(trx, entry);
  }

  /** After the commit, of what was recorded; never throws. */
  publish(): void {
    void this.deps.audit.publish();
  }

  /** After the commit; never throws, because nothing depends on it. */
  tell(topic: ServiceLevelsSignal['topic']): void {
    const { audit, signals, events, logger } = this.deps;
    void audit.publish();
    const message: ServiceLevelsSignal = { topic };
    const failed = (error: unknown) =>
      logger.debug(`Nobody was woken about ${topic}: ${error}`);
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SERVICE_LEVELS_SIGNAL_CHANNEL,
        message,
      })
      .catch(failed);
    events
      .publish({ topic: SERVICE_LEVELS_TOPIC, eventPayload: message })
      .catch(failed);
  }
}
