import type {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  durationToMilliseconds,
  type JsonObject,
  type JsonValue,
} from '@backstage/types';
import {
  OSB_SERVICE_ID_ANNOTATION,
  plainText,
  type BrokerCatalog,
  type CloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Leases } from '@dualcloud/foundation-node';
import { Connected } from '@dualcloud/foundation-node';
import { mapCatalog, type RejectedOffering } from '../offerings';
import { readBrokerEntities } from './brokerEntities';
import type { CloudServicesSource } from './CloudServicesSource';
import { ExclusiveRuns, LEASE_MS, type Run } from './ExclusiveRuns';

const RETRIES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * Brings one broker's catalogue into the catalog, as CloudServices.
 *
 * A sync reads the whole catalogue and replaces what the catalog has from this
 * broker (a full mutation). The catalog compares each entity with what it has
 * and writes only what differs. What this process applied last says nothing of
 * that: another replica may have synced since. A sync runs under a lease: one
 * replica at a time, so of two syncs the later read is always the later write.
 * The scheduler's task, which is global, only asks for a sync.
 *
 * A failed fetch never removes stored data. If the broker does not answer, or
 * answers with an empty catalogue, or with one of which nothing can be used, the
 * catalog stays as it is. If one service of a good catalogue cannot be used, its
 * last good entity stays, so that a broken release of a broker does not tear a
 * service out of the portal; a service that is gone from the catalogue goes.
 * How it went is reported to the cloud services plugin, which shows it.
 */
export class BrokerCatalogProvider implements EntityProvider {
  private readonly connected = new Connected();
  private applied: CloudServiceEntity[] | undefined;
  private isFailing = false;
  private endPause: () => void = () => {};
  private readonly runs: ExclusiveRuns;

  constructor(
    private readonly options: {
      brokerName: string;
      namespace: string;
      source: CloudServicesSource;
      catalog: Pick<CatalogService, 'queryEntities'>;
      auth: AuthService;
      logger: LoggerService;
      scheduler: SchedulerService;
      schedule: SchedulerServiceTaskScheduleDefinition;
      leases: Leases;
      /** Pauses between the tries of one sync. */
      retryAfterMs?: number[];
    },
  ) {
    this.runs = new ExclusiveRuns({
      leases: options.leases,
      name: this.getProviderName(),
      leaseMs: LEASE_MS,
      timeoutMs: millisecondsOf(options.schedule.timeout),
      logger: options.logger,
      run: run => this.syncWithRetries(run),
    });
  }

  getProviderName(): string {
    return `cloud-services-broker-${this.options.brokerName}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connected.connect(connection);
  }

  /** Begins the schedule, with a sync now. */
  async start(): Promise<void> {
    const { scheduler, schedule } = this.options;
    await this.connected.connection;
    await scheduler.scheduleTask({
      ...schedule,
      id: this.getProviderName(),
      // It only asks, and so is over at once.
      timeout: { seconds: 10 },
      fn: async () => this.syncSoon(),
    });
    this.syncSoon();
  }

  /** Asks for a sync as soon as one can begin. */
  syncSoon(): void {
    this.runs.wake();
    this.endPause();
  }

  stop(): void {
    this.runs.stop();
    this.endPause();
  }

  /**
   * One sync.
   * @returns false if the catalogue could not be used
   */
  private async sync({ signal, isStillMine }: Run): Promise<boolean> {
    const { brokerName, source, logger } = this.options;
    let catalog: BrokerCatalog;
    try {
      catalog = await source.readBrokerCatalog(brokerName, signal);
    } catch (error) {
      return this.fail(
        `its catalogue cannot be read: ${
          isError(error) ? error.message : error
        }`,
      );
    }
    const fault = faultOf(catalog, brokerName);
    if (fault) return this.fail(fault);

    const mapped = mapCatalog(catalog.services as JsonValue[], {
      brokerName,
      namespace: this.options.namespace,
      location: this.location(),
      owner: catalog.owner,
      defaults: (catalog.defaults ?? {}) as JsonObject,
    });
    const rejected: RejectedOffering[] = [
      ...(catalog.rejectedServices ?? []),
      ...mapped.rejected,
    ];
    if (mapped.entities.length === 0) {
      return this.fail(
        rejected.length > 0
          ? 'none of its services can be used'
          : 'its catalogue is empty',
        rejected,
      );
    }
    const entities = [
      ...mapped.entities,
      ...(await this.lastGood(rejected, mapped.entities)),
    ].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    if (signal.aborted || !(await isStillMine())) return true;
    await this.apply(entities);

    for (const { name, message } of rejected) {
      logger.warn(
        `Service "${name}" of broker ${brokerName} cannot be offered: ${message}`,
      );
    }
    if (this.isFailing) logger.info(`Broker ${brokerName} is in order again`);
    this.isFailing = false;
    await this.report({ ok: true, services: entities.length }, rejected);
    return true;
  }

  private location(): string {
    return `cloud-services:${this.options.brokerName}`;
  }

  /** A broker or the plugin itself may be starting; so a first failure is tried again soon. */
  private async syncWithRetries(run: Run): Promise<void> {
    run.signal.addEventListener('abort', () => this.endPause(), { once: true });
    const pauses = this.isFailing
      ? []
      : this.options.retryAfterMs ?? RETRIES_MS;
    for (const pauseMs of [...pauses, undefined]) {
      if (await this.sync(run)) return;
      if (pauseMs !== undefined) {
        await new Promise<void>(resolve => {
          this.endPause = resolve;
          setTimeout(resolve, pauseMs).unref();
        });
      }
      if (run.signal.aborted || this.runs.isWanted) return;
    }
  }

  private async apply(entities: CloudServiceEntity[]): Promise<void> {
    const connection = await this.connected.connection;
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.location(),
      })),
    });
    this.applied = entities;
  }

  /** The last good entities of services that are in the catalogue but cannot be used as they are now. */
  private async lastGood(
    rejected: RejectedOffering[],
    good: CloudServiceEntity[],
  ): Promise<CloudServiceEntity[]> {
    if (rejected.length === 0) return [];
    // Another replica may have synced since; but what this one has just applied is perhaps not processed yet.
    const stored = await readBrokerEntities(this.options);
    const storedNames = namesOf(stored);
    const goodNames = namesOf(good);
    const before = [
      ...stored,
      ...(this.applied ?? []).filter(
        ({ metadata }) => !storedNames.has(metadata.name),
      ),
    ];
    return before.filter(
      entity =>
        !goodNames.has(entity.metadata.name) &&
        rejected.some(
          ({ serviceId, name }) =>
            entity.metadata.annotations?.[OSB_SERVICE_ID_ANNOTATION] ===
              serviceId ||
            entity.metadata.name === `${this.options.brokerName}-${name}`,
        ),
    );
  }

  private async fail(
    reason: string,
    rejected: RejectedOffering[] = [],
  ): Promise<false> {
    const { brokerName, logger } = this.options;
    const message = `Broker ${brokerName}: ${reason}. The catalog keeps the services that it has.`;
    if (this.isFailing) logger.debug(message);
    else logger.warn(message);
    this.isFailing = true;
    await this.report({ ok: false, message }, rejected);
    return false;
  }

  private async report(
    result: { ok: boolean; message?: string; services?: number },
    rejected: RejectedOffering[],
  ): Promise<void> {
    const { brokerName, source, logger } = this.options;
    try {
      await source.reportBrokerSync(brokerName, {
        ...result,
        ...(result.message && { message: plainText(result.message, 2000) }),
        rejectedServices: rejected.slice(0, 1000).map(({ name, message }) => ({
          name: plainText(name, 300) ?? 'unnamed',
          message: plainText(message, 1000) ?? 'cannot be used',
        })),
      });
    } catch (error) {
      logger.debug(
        `Cannot report the sync of broker ${brokerName}: ${
          isError(error) ? error.message : error
        }`,
      );
    }
  }
}

function millisecondsOf(
  duration: SchedulerServiceTaskScheduleDefinition['timeout'],
): number {
  return 'toMillis' in duration
    ? duration.toMillis()
    : durationToMilliseconds(duration);
}

function namesOf(entities: CloudServiceEntity[]): Set<string> {
  return new Set(entities.map(({ metadata }) => metadata.name));
}

function faultOf(
  catalog: BrokerCatalog | undefined,
  brokerName: string,
): string | undefined {
  if (!catalog || !Array.isArray(catalog.services)) {
    return 'its catalogue has no list of services';
  }
  if (catalog.brokerName !== brokerName) {
    return 'the answer is about another broker';
  }
  return undefined;
}
