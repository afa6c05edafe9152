import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CLOUD_SERVICES_CHANGED_TOPIC,
  CLOUD_SERVICES_SIGNAL_CHANNEL,
  type CloudServicesSignal,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { type AuditLog, PARTY_GROUP_TYPES } from '@dualcloud/foundation-node';
import type { EngineObserver, ProvisioningChange } from '../provisioning';
import type { ServiceDirectory } from '../serviceDirectory';

const CACHE_MS = 60_000;

/**
 * What follows a commit: open pages are told to read again, other plugins are
 * woken, the auditor hears of it, the engine looks for work. All of it may be
 * lost without harm, so nothing here ever fails a request.
 */
export class Messenger implements EngineObserver {
  private readonly below = new Map<
    string,
    { until: number; refs: Promise<string[]> }
  >();
  private wake: () => void = () => undefined;

  constructor(
    private readonly deps: {
      signals: SignalsService;
      events: EventsService;
      audit: AuditLog;
      directory: ServiceDirectory;
      logger: LoggerService;
    },
  ) {}

  /** The engine comes to be after what it tells. */
  onWork(wake: () => void): void {
    this.wake = wake;
  }

  /** A transaction of ours has committed. */
  committed(change: ProvisioningChange): void {
    this.wake();
    void this.deps.audit.publish();
    void this.orderChanged(change);
  }

  /** A row of the audit log has been committed, and nothing else. */
  published(): Promise<void> {
    return this.deps.audit.publish();
  }

  /** A transaction of the engine's, or ours, has committed. */
  async orderChanged(change: ProvisioningChange): Promise<void> {
    await Promise.all([
      this.attempt('signals', () => this.signal(change)),
      change.feedChanged
        ? this.attempt('events', () =>
            this.deps.events.publish({
              topic: CLOUD_SERVICES_CHANGED_TOPIC,
              eventPayload: {},
            }),
          )
        : undefined,
    ]);
  }

  private async signal(change: ProvisioningChange): Promise<void> {
    const { ownerRef, customerRef, softwareProviderRef, requestedBy } =
      change.parties;
    const parties = [
      ownerRef,
      customerRef,
      softwareProviderRef,
      requestedBy,
    ].filter((ref): ref is string => Boolean(ref));
    const message: CloudServicesSignal = {
      ...(change.orderId && { orderId: change.orderId }),
      ...(change.environmentId && { environmentId: change.environmentId }),
      ...(change.instanceIds[0] && { instanceId: change.instanceIds[0] }),
    };
    await this.deps.signals.publish({
      recipients: {
        type: 'user',
        entityRef: await this.recipients(parties),
      },
      channel: CLOUD_SERVICES_SIGNAL_CHANNEL,
      message,
    });
  }

  /**
   * A connection is known by the refs in the user's token: the user and the
   * groups that the user is a direct member of. So the groups below a party
   * are named too, and those of the IT service provider, who may see all.
   */
  private async recipients(parties: string[]): Promise<string[]> {
    const lists = await Promise.all([
      ...parties.map(ref => this.withGroupsBelow(ref)),
      this.provider(),
    ]);
    return [...new Set(lists.flat())];
  }

  private async provider(): Promise<string[]> {
    const groups = await this.groups();
    const heads = groups.filter(
      ({ spec }) => spec?.type === PARTY_GROUP_TYPES.itServiceProvider,
    );
    const lists = await Promise.all(
      heads.map(group => this.withGroupsBelow(stringifyEntityRef(group))),
    );
    return lists.flat();
  }

  private withGroupsBelow(ref: string): Promise<string[]> {
    if (!ref.startsWith('group:')) return Promise.resolve([ref]);
    const now = Date.now();
    const cached = this.below.get(ref);
    if (cached && cached.until > now) return cached.refs;
    const refs = this.groups().then(groups => {
      const byRef = new Map(
        groups.map(group => [stringifyEntityRef(group), group]),
      );
      const found = new Set([ref]);
      for (const next of found) {
        for (const child of byRef.get(next)?.relations ?? []) {
          if (child.type === RELATION_PARENT_OF) found.add(child.targetRef);
        }
      }
      return [...found];
    });
    this.below.set(ref, { until: now + CACHE_MS, refs });
    return refs;
  }

  /** Without the catalog the parties themselves are still told. */
  private async groups(): Promise<Entity[]> {
    try {
      return await this.deps.directory.groups();
    } catch {
      return [];
    }
  }

  private async attempt(
    what: string,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.deps.logger.debug(`Nobody was told through ${what}: ${error}`);
    }
  }
}
