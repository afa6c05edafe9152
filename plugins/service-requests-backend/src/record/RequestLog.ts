import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SERVICE_REQUESTS_SIGNAL_CHANNEL,
  SERVICE_REQUESTS_TOPIC,
  type ServiceRequestsSignal,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type AuditEntry,
  type AuditLog,
  ChangeStore,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** What `GET /changes` tells about. */
export type ChangedKind =
  | 'request'
  | 'offer'
  | 'release'
  | 'standard-candidate'
  | 'standing-approval'
  | 'takeover'
  | 'ticket';

/** Who it was, where the portal itself has done something. */
export const PORTAL = 'plugin:service-requests';

type Deps = {
  knex: Knex;
  audit: AuditLog;
  signals: SignalsService;
  events: EventsService;
  logger: LoggerService;
};

/**
 * What every mutation leaves behind, in its transaction: a row of the audit log
 * and the object at the end of the feed. After the commit, people's pages and
 * other plugins are woken.
 */
export class RequestLog {
  readonly changes: ChangeStore<ChangedKind>;

  private constructor(private readonly deps: Deps) {
    this.changes = ChangeStore.create(deps.knex);
  }

  static create(deps: Deps): RequestLog {
    return new RequestLog(deps);
  }

  /** In the transaction that changes the object. */
  async note(
    trx: Knex.Transaction,
    { kind, id }: { kind: ChangedKind; id: string },
    entry: Omit<AuditEntry, 'objectRef'>,
  ): Promise<void> {
    await this.deps.audit.append(trx, { ...entry, objectRef: `${kind}:${id}` });
    await this.changes.touch(trx, kind, id);
  }

  /** After the commit; never throws, because nothing depends on it. */
  tell(topic: ServiceRequestsSignal['topic']): void {
    const { audit, signals, events, logger } = this.deps;
    void audit.publish();
    const message: ServiceRequestsSignal = { topic };
    const failed = (error: unknown) =>
      logger.debug(`Nobody was woken about ${topic}: ${error}`);
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SERVICE_REQUESTS_SIGNAL_CHANNEL,
        message,
      })
      .catch(failed);
    events
      .publish({ topic: SERVICE_REQUESTS_TOPIC, eventPayload: message })
      .catch(failed);
  }
}
