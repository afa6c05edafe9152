import { OsbError } from '../osb/errors';
import type {
  BindingResult,
  Log,
  SandboxService,
  StepContext,
} from '../services/types';
import type { StateStore } from '../state/StateStore';
import type { Operation, StoredBinding, StoredInstance } from '../state/types';

const DONE: Record<Operation['kind'], string> = {
  provision: 'The service instance is ready.',
  update: 'The service instance has been changed.',
  deprovision: 'The service instance is gone.',
  bind: 'The binding is ready.',
  unbind: 'The binding is gone.',
};

/**
 * Runs operations that have been written to the store, and again those that a former process did not end.
 */
export class OperationRunner {
  readonly #store: StateStore;
  readonly #services: Map<string, SandboxService>;
  readonly #log: Log;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(options: {
    store: StateStore;
    services: Map<string, SandboxService>;
    log: Log;
  }) {
    this.#store = options.store;
    this.#services = options.services;
    this.#log = options.log;
  }

  /** Runs again what was in progress when the last process ended. */
  resume(): void {
    for (const operation of this.#store.operationsInProgress()) {
      this.#log(`resuming ${operation.kind} of ${operation.instanceId}`);
      this.#start(operation);
    }
  }

  /** Writes the operation down, then begins to work on it. */
  submit(
    operation: Operation,
    thing: { instance?: StoredInstance; binding?: StoredBinding },
  ): void {
    this.#store.begin(operation, thing);
    this.#start(operation);
  }

  /** Resolves when the operation has ended, or the broker stops. */
  async ended(operationId: string): Promise<void> {
    await this.#running.get(operationId);
  }

  /** Interrupts what can be interrupted; it goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running.values());
  }

  #start(operation: Operation): void {
    const run = this.#run(operation)
      .catch(error => {
        // Only the store can fail here; the operation is then run again at the next start.
        this.#log(`${operation.kind} could not be recorded: ${error.message}`);
      })
      .finally(() => this.#running.delete(operation.id));
    this.#running.set(operation.id, run);
  }

  async #run(operation: Operation): Promise<void> {
    const { fault } = operation;
    let result: BindingResult | undefined;
    try {
      if (!fault || fault.afterEffect) {
        result = await this.#work(operation);
      }
      if (fault?.kind === 'async-fail') {
        throw new OsbError(
          500,
          'OperationFailed',
          fault.description ??
            'The operation failed because a fault rule says so.',
        );
      }
    } catch (error) {
      if (this.#stopping.signal.aborted) {
        return;
      }
      this.#fail(operation, error as Error);
      return;
    }
    if (fault?.kind === 'never-finish') {
      this.#store.describeOperation(operation.id, 'Still being worked on.');
      return;
    }
    if (this.#store.operation(operation.id)?.state === 'in progress') {
      this.#store.finish(
        { ...operation, state: 'succeeded', description: DONE[operation.kind] },
        result,
      );
    }
  }

  #fail(operation: Operation, error: Error): void {
    this.#log(
      `${operation.kind} of ${operation.instanceId} failed: ${error.message}`,
    );
    const instanceLives = operation.kind !== 'provision';
    this.#store.finish({
      ...operation,
      state: 'failed',
      description: error.message,
      instanceUsable:
        operation.fault?.instanceUsable ??
        (instanceLives && operation.kind !== 'deprovision'),
      updateRepeatable:
        operation.kind === 'update'
          ? operation.fault?.updateRepeatable ?? true
          : undefined,
    });
  }

  async #work(operation: Operation): Promise<BindingResult | undefined> {
    const instance = this.#store.instance(operation.instanceId);
    const service = instance && this.#services.get(instance.serviceId);
    if (!instance || !service) {
      throw new Error(
        `the service of instance ${operation.instanceId} is not enabled at this broker`,
      );
    }
    const context: StepContext = {
      signal: this.#stopping.signal,
      progress: description =>
        this.#store.describeOperation(operation.id, description),
    };
    switch (operation.kind) {
      case 'provision':
        await service.provision(instance, context);
        return undefined;
      case 'update':
        await service.update(
          instance,
          {
            ...instance,
            planId: operation.target?.planId ?? instance.planId,
            parameters: operation.target?.parameters ?? instance.parameters,
          },
          context,
        );
        return undefined;
      case 'deprovision':
        await service.deprovision(
          instance,
          this.#store.bindingRecords(instance.id),
          context,
        );
        return undefined;
      default: {
        const binding = this.#store
          .bindingRecords(instance.id)
          .find(({ id }) => id === operation.bindingId);
        if (!binding) {
          throw new Error(`binding ${operation.bindingId} is not known`);
        }
        if (operation.kind === 'bind') {
          return service.bind(instance, binding, context);
        }
        await service.unbind(instance, binding, context);
        return undefined;
      }
    }
  }
}
