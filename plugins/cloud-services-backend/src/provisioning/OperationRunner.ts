import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type CloudServiceDriver,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';
import { lockRows, transact } from '@dualcloud/foundation-node';
import { journalEntry } from '../journal';
import { callDriver } from './callDriver';
import {
  applyTransition,
  changeOf,
  type EffectStores,
  entryOf,
  type InstanceRow,
  lockInstances,
  startOperations,
} from './effects';
import type { Answer, Transition } from './outcomes';
import { decide } from './transitions';
import type { EngineObserver, Operation, ProvisioningChange } from './types';
import { unbindBeforeTeardown } from './unbindBeforeTeardown';
import type { ProvisioningLimits } from './waits';
import { sweepAfterLateCall } from './sweepAfterLateCall';
import { RescheduleBatch } from './RescheduleBatch';
import { FenceError, type WorkQueue } from './WorkQueue';

const STORE_ATTEMPTS = 4;

export type OperationRunnerOptions = {
  knex: Knex;
  queue: WorkQueue;
  drivers: ReadonlyMap<string, CloudServiceDriver>;
  logger: LoggerService;
  observer: EngineObserver;
  stores: EffectStores;
  limits: ProvisioningLimits;
  leaseMs: number;
  callTimeoutMs: number;
  random: () => number;
  /** Told when something that this process knows of is due. */
  dueIn: (ms: number) => void;
};

/** One operation from claim to stored answer. */
export class OperationRunner {
  readonly statistics = { claimed: 0, calls: 0, lateWritesRefused: 0 };
  /** With the time, by this process's steady clock, until which the lease surely holds. */
  private readonly inHand = new Map<Operation, number>();
  private readonly told = new Set<Promise<void>>();
  private readonly cutOff = new AbortController();

  private readonly reschedules: RescheduleBatch;

  constructor(private readonly options: OperationRunnerOptions) {
    this.reschedules = new RescheduleBatch(options.knex, options.queue);
  }

  /** Claims what is due and, for what starts now, says so in the same transaction. */
  async claim(limit: number): Promise<Operation[]> {
    const { knex, queue, stores, dueIn } = this.options;
    const heldUntil = performance.now() + this.options.leaseMs;
    const { operations, changes, held } = await transact(knex, async trx => {
      const claimed = await queue.claim(trx, limit);
      const instances = await lockTargets(trx, claimed);
      const ready = await unbindBeforeTeardown(trx, claimed);
      const started = ready.filter(
        ({ phase, attempts }) => phase === 'send' && attempts === 1,
      );
      return {
        operations: ready,
        held: claimed.length - ready.length,
        changes: await startOperations(trx, started, instances, stores.journal),
      };
    });
    // Their unbinds are due at once.
    if (held > 0) dueIn(0);
    operations.forEach(operation => this.inHand.set(operation, heldUntil));
    this.statistics.claimed += operations.length;
    changes.forEach(change => this.tell(change));
    return operations;
  }

  /** Renews the leases of what is in hand. */
  async renewLeases(): Promise<void> {
    if (this.inHand.size === 0) return;
    const { knex, queue, leaseMs } = this.options;
    const operations = [...this.inHand.keys()];
    const heldUntil = performance.now() + leaseMs;
    const renewed = await queue.renew(knex, operations);
    for (const operation of operations) {
      if (renewed.has(operation) && this.inHand.has(operation)) {
        this.inHand.set(operation, heldUntil);
      }
    }
  }

  /** Cuts off calls in flight. */
  abort(): void {
    this.cutOff.abort();
  }

  /** Waits for the observer. */
  async settle(): Promise<void> {
    await Promise.all(this.told);
  }

  /** Calls the broker and stores the answer. Never throws. */
  async work(operation: Operation): Promise<void> {
    const { knex, queue, logger } = this.options;
    try {
      const begun = performance.now();
      // A process that was stopped in between must not call the broker: no fence stands there.
      if (begun > (this.inHand.get(operation) ?? 0)) {
        logger.warn(
          `The lease of operation "${operation.id}" ran out before its call; somebody else goes on with it`,
        );
        return;
      }
      const answer = await this.call(operation);
      if (this.cutOff.signal.aborted) {
        const interrupted = operation.phase === 'send';
        await queue.release(knex, operation, { inMs: 0, interrupted });
        return;
      }
      const claimedAt = (operation.leaseUntil ?? 0) - this.options.leaseMs;
      const { limits, random } = this.options;
      const transition = decide(
        {
          operation,
          now: claimedAt + (performance.now() - begun),
          limits,
          random,
        },
        answer,
      );
      await this.storePatiently(operation, transition);
    } catch (error) {
      if (error instanceof FenceError) {
        await this.refused(operation, error);
      } else {
        // The lease runs out, and somebody does it again: every call is idempotent.
        logger.error(
          `What came of operation "${operation.id}" could not be stored; it is done again after its lease`,
          error instanceof Error ? error : new Error(String(error)),
        );
      }
    } finally {
      this.inHand.delete(operation);
    }
  }

  private async call(operation: Operation): Promise<Answer> {
    const { drivers, callTimeoutMs } = this.options;
    const driver = drivers.get(operation.brokerName);
    if (!driver) {
      return {
        type: 'error',
        error: new DriverError(
          `broker "${operation.brokerName}" is not configured; add it below cloudServices.brokers`,
          { outcome: 'not-sent', code: 'unknown-broker' },
        ),
      };
    }
    this.statistics.calls += 1;
    const mitigates = operation.phase.startsWith('mitigate');
    const signal = AbortSignal.any([
      this.cutOff.signal,
      AbortSignal.timeout(callTimeoutMs),
    ]);
    const answer = callDriver(driver, operation, {
      signal,
      requestId: randomUUID(),
      // OSB 2.17: orphan mitigation is no user's action.
      originatingIdentity: mitigates
        ? undefined
        : { userEntityRef: operation.actor },
    });
    return Promise.race([answer, cutOffBy(signal, operation)]);
  }

  /** The broker has acted: its answer is worth more than one try. */
  private async storePatiently(
    operation: Operation,
    transition: Transition,
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.store(operation, transition);
        break;
      } catch (error) {
        if (error instanceof FenceError || attempt >= STORE_ATTEMPTS) {
          throw error;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 200 * 2 ** attempt);
        });
      }
    }
    this.options.dueIn(transition.state === 'running' ? transition.inMs : 0);
  }

  private async store(
    operation: Operation,
    transition: Transition,
  ): Promise<void> {
    const { knex, queue, stores } = this.options;
    if (changesNothing(transition, operation)) {
      await this.reschedules.reschedule(operation, transition.inMs);
      return;
    }
    if (isQuiet(transition, operation)) {
      await queue.store(knex, operation, transition);
      return;
    }
    const change = await transact(knex, async trx => {
      // Operation first, then order, then instance: everyone locks in this order.
      await queue.store(trx, operation, transition);
      return applyTransition(trx, operation, transition, stores);
    });
    this.tell(change);
  }

  private tell(change: ProvisioningChange): void {
    const { observer, logger } = this.options;
    const told = Promise.resolve()
      .then(() => observer.orderChanged(change))
      .catch(error => {
        logger.warn(`A change could not be announced: ${error}`);
      })
      .finally(() => this.told.delete(told));
    this.told.add(told);
  }

  private async refused(operation: Operation, error: FenceError) {
    const { knex, logger, stores } = this.options;
    this.statistics.lateWritesRefused += 1;
    logger.warn(error.message);
    try {
      const change = await transact(knex, async trx => {
        const instances = await lockInstances(trx, [operation.instanceId]);
        const instance = instances.get(operation.instanceId);
        await sweepAfterLateCall(trx, operation);
        await stores.journal.append(trx, [
          entryOf(
            operation,
            instance,
            journalEntry(
              'late-write-refused',
              {},
              {
                level: 'warning',
                message:
                  'An answer came too late and was refused by the fence: another process had gone on with this step',
              },
            ),
          ),
        ]);
        return changeOf(operation, instance);
      });
      this.tell(change);
      this.options.dueIn(0);
    } catch (journalError) {
      logger.warn(`The journal could not be written: ${journalError}`);
    }
  }
}

/** What starts now changes its order and instance; locked in the order in which everyone locks. */
async function lockTargets(
  trx: Knex.Transaction,
  claimed: Operation[],
): Promise<Map<string, InstanceRow>> {
  const starting = claimed.filter(
    ({ kind, phase, attempts }) =>
      phase === 'send' && (attempts === 1 || kind === 'deprovision'),
  );
  await lockRows(
    trx,
    'orders',
    starting.map(({ orderId }) => orderId),
  );
  return lockInstances(
    trx,
    starting.map(({ instanceId }) => instanceId),
  );
}

/** Nobody but the operation's own row has to do with it. */
function isQuiet(transition: Transition, operation: Operation): boolean {
  return (
    transition.state === 'running' &&
    !transition.entry &&
    !transition.dashboardUrl &&
    isAsStored(transition.description, operation.description) &&
    isAsStored(transition.reason, operation.reason)
  );
}

/** Only the time of the next look is new. */
function changesNothing(transition: Transition, operation: Operation): boolean {
  return (
    isQuiet(transition, operation) &&
    transition.phase === operation.phase &&
    transition.failure === undefined &&
    transition.deadlineInMs === undefined &&
    transition.interrupted === undefined &&
    transition.repeatable === undefined &&
    isAsStored(transition.brokerOperation, operation.brokerOperation)
  );
}

/** A field of a transition: undefined leaves the column, null empties it. */
function isAsStored<T>(next: T | null | undefined, stored: T | undefined) {
  return next === undefined || (next ?? undefined) === stored;
}

/** A driver that does not listen to its signal must not hold an operation for ever. */
function cutOffBy(signal: AbortSignal, operation: Operation): Promise<Answer> {
  return new Promise(resolve => {
    const answer: Answer = {
      type: 'error',
      error: new DriverError(
        `broker "${operation.brokerName}" did not answer in time`,
        { outcome: 'unknown', code: 'timeout' },
      ),
    };
    signal.addEventListener('abort', () => resolve(answer), { once: true });
  });
}
