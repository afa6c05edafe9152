import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CloudServiceDriver } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';
import { ChangeStore } from '@dualcloud/foundation-node';
import { JournalStore } from '../journal';
import { LifecycleStore } from '../lifecycle';
import { Alarm } from './Alarm';
import { OperationRunner } from './OperationRunner';
import type { CredentialSink, EngineObserver } from './types';
import { DEFAULT_LIMITS, type ProvisioningLimits } from './waits';
import { WorkQueue } from './WorkQueue';

/** So long free hands wait for others before the next claim. */
const GATHER_MS = 25;

/** What {@link createProvisioningEngine} needs. */
export type ProvisioningEngineOptions = {
  database: Knex;
  /** By broker name. May be filled later: an operation of an unknown broker waits. */
  drivers: ReadonlyMap<string, CloudServiceDriver>;
  logger: LoggerService;
  credentialSink: CredentialSink;
  observer: EngineObserver;
  options?: Partial<ProvisioningLimits> & {
    /** How long a dead process keeps its work from the others; 15 s. */
    leaseMs?: number;
    /** Calls to brokers at the same time; 20. */
    concurrency?: number;
    /** How often to look for work that nobody announced; 1 s. */
    idleMs?: number;
    /** When a driver's call is cut off; 90 s. Drivers have shorter limits of their own. */
    callTimeoutMs?: number;
    /** How long `stop()` waits for calls in flight; 10 s. */
    stopTimeoutMs?: number;
    /** For tests. */
    random?: () => number;
  };
};

/** Figures about one engine since its start. */
export type EngineStatistics = {
  claimed: number;
  calls: number;
  /** Writes that came too late and were refused. */
  lateWritesRefused: number;
  inFlight: number;
};

/** Carries out operations until it is stopped. */
export interface ProvisioningEngine {
  start(): void;
  /** No new claims; waits for calls in flight, then gives their operations back. */
  stop(): Promise<void>;
  /** There is work now: call after the commit that stored it. */
  wake(): void;
  statistics(): EngineStatistics;
}

class DatabaseProvisioningEngine implements ProvisioningEngine {
  private readonly logger: LoggerService;
  private readonly leaseMs: number;
  private readonly concurrency: number;
  private readonly idleMs: number;
  private readonly stopTimeoutMs: number;
  private readonly runner: OperationRunner;
  private readonly alarm = new Alarm();
  private readonly working = new Set<Promise<void>>();
  private stopping = false;
  private loop: Promise<void> | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private failedClaims = 0;
  /** The last claim was full: more is due than there are hands. */
  private behind = false;

  constructor(options: ProvisioningEngineOptions) {
    const given = options.options ?? {};
    this.logger = options.logger;
    this.leaseMs = given.leaseMs ?? 15_000;
    this.concurrency = given.concurrency ?? 20;
    this.idleMs = given.idleMs ?? 1_000;
    this.stopTimeoutMs = given.stopTimeoutMs ?? 10_000;
    const owner = `${process.pid}-${randomUUID()}`;
    this.runner = new OperationRunner({
      knex: options.database,
      queue: new WorkQueue(owner, this.leaseMs),
      drivers: options.drivers,
      logger: options.logger,
      observer: options.observer,
      stores: {
        journal: JournalStore.create(options.database),
        changes: ChangeStore.create(options.database),
        lifecycle: LifecycleStore.create(options.database),
        credentialSink: options.credentialSink,
      },
      limits: { ...DEFAULT_LIMITS, ...given },
      leaseMs: this.leaseMs,
      callTimeoutMs: given.callTimeoutMs ?? 90_000,
      random: given.random ?? Math.random,
      dueIn: ms => this.alarm.ringIn(ms),
    });
  }

  start(): void {
    if (this.loop) return;
    this.loop = this.run();
    this.heartbeat = setInterval(() => this.beat(), this.leaseMs / 3);
    this.heartbeat.unref();
  }

  wake(): void {
    this.alarm.ring();
  }

  statistics(): EngineStatistics {
    return { ...this.runner.statistics, inFlight: this.working.size };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ring();
    await this.loop;
    if (this.working.size) {
      const timeout = setTimeout(() => this.runner.abort(), this.stopTimeoutMs);
      await Promise.all(this.working);
      clearTimeout(timeout);
    }
    clearInterval(this.heartbeat);
    this.alarm.close();
    await this.runner.settle();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      if (this.behind) await this.gatherHands();
      const free = this.concurrency - this.working.size;
      const claimed = free > 0 ? await this.claim(free) : 0;
      this.behind = claimed === free;
      if (claimed > 0 && this.behind) continue;
      if (this.stopping) break;
      await this.alarm.sleep(this.idleMs * (0.85 + 0.3 * Math.random()));
    }
  }

  /**
   * A claim costs the same for one operation and for twenty: while there is more
   * to do than hands, it waits a moment until half of them are free.
   */
  private async gatherHands(): Promise<void> {
    const until = performance.now() + GATHER_MS;
    for (;;) {
      const free = this.concurrency - this.working.size;
      const left = until - performance.now();
      if (this.stopping || left <= 0 || free * 2 >= this.concurrency) return;
      await this.alarm.sleep(left);
    }
  }

  private async claim(limit: number): Promise<number> {
    try {
      const operations = await this.runner.claim(limit);
      this.failedClaims = 0;
      for (const operation of operations) {
        const work = this.runner.work(operation).finally(() => {
          this.working.delete(work);
          this.alarm.ring();
        });
        this.working.add(work);
      }
      return operations.length;
    } catch (error) {
      this.failedClaims += 1;
      // Once, not once a second for as long as the database is away.
      if (this.failedClaims === 1) {
        this.logger.error(
          'Provisioning cannot read its work from the database; it goes on trying',
          error instanceof Error ? error : new Error(String(error)),
        );
      }
      return 0;
    }
  }

  private async beat(): Promise<void> {
    try {
      await this.runner.renewLeases();
    } catch (error) {
      this.logger.warn(
        `The leases of operations under way could not be renewed: ${error}`,
      );
    }
  }
}

/**
 * The loop around {@link WorkQueue}: claim what is due, as much as there are
 * hands free; call the brokers side by side; store what each answer comes to;
 * renew the leases meanwhile. It sleeps until somebody wakes it, until the next
 * operation that it knows of is due, or for a second: other processes' work is
 * found by looking.
 */
export function createProvisioningEngine(
  options: ProvisioningEngineOptions,
): ProvisioningEngine {
  return new DatabaseProvisioningEngine(options);
}
