import { randomUUID } from 'node:crypto';
import type { AsyncFault } from '../faults/types';
import type { Catalog, ServiceOffering, ServicePlan } from '../osb/catalog';
import {
  asyncRequired,
  badRequest,
  concurrencyError,
  gone,
  maintenanceInfoConflict,
  notFound,
} from '../osb/errors';
import type { SandboxService } from '../services/types';
import type { StateStore } from '../state/StateStore';
import type { Operation, OperationKind, StoredInstance } from '../state/types';
import type { OperationRunner } from './OperationRunner';

export interface OsbAnswer {
  status: number;
  body: { [field: string]: unknown };
  headers?: Record<string, string>;
}

/** What a request says beyond its body. */
export interface RequestContext {
  acceptsIncomplete: boolean;
  /** The fault rule that applies to the operation this request starts, if any. */
  takeAsyncFault(): AsyncFault | undefined;
}

/** What instances and bindings have in common: catalogue, state, operations. */
export class Broker {
  readonly store: StateStore;
  readonly runner: OperationRunner;
  readonly services: Map<string, SandboxService>;

  constructor(options: {
    store: StateStore;
    runner: OperationRunner;
    services: Map<string, SandboxService>;
  }) {
    this.store = options.store;
    this.runner = options.runner;
    this.services = options.services;
  }

  catalog(): Catalog {
    return {
      services: [...this.services.values()].map(service => service.offering),
    };
  }

  service(serviceId: string): SandboxService {
    const service = this.services.get(serviceId);
    if (!service) {
      throw badRequest(
        `service_id "${serviceId}" is not in the catalogue of this broker.`,
      );
    }
    return service;
  }

  plan(offering: ServiceOffering, planId: string): ServicePlan {
    const plan = offering.plans.find(({ id }) => id === planId);
    if (!plan) {
      throw badRequest(
        `plan_id "${planId}" is not a plan of service "${offering.name}".`,
      );
    }
    return plan;
  }

  /** The instance, if there is one that has not been deleted. */
  livingInstance(id: string): StoredInstance | undefined {
    const instance = this.store.instance(id);
    return instance?.state === 'deleted' ? undefined : instance;
  }

  /** The operation that blocks the instance or, if named, the binding. */
  operationInProgress(
    instanceId: string,
    bindingId?: string,
  ): Operation | undefined {
    return this.store
      .operationsInProgress(instanceId)
      .find(
        operation => !operation.bindingId || operation.bindingId === bindingId,
      );
  }

  newOperation(
    kind: OperationKind,
    thing: { instanceId: string; bindingId?: string },
    context: RequestContext,
  ): Operation {
    return {
      id: `${kind}-${randomUUID()}`,
      kind,
      ...thing,
      state: 'in progress',
      description: 'Waiting to be worked on.',
      fault: context.takeAsyncFault(),
    };
  }

  /**
   * A platform that has given up on an operation must be able to delete what it was about; one that a fault rule keeps
   * from ending would block that for ever.
   */
  giveUpOnNeverEnding(operation: Operation): boolean {
    if (operation.fault?.kind !== 'never-finish') {
      return false;
    }
    this.store.finish({
      ...operation,
      state: 'failed',
      description: 'Given up: the platform asked for deletion.',
    });
    return true;
  }

  accepted(operation: Operation, body: OsbAnswer['body'] = {}): OsbAnswer {
    return {
      status: 202,
      body: { operation: operation.id, ...body },
      headers: { 'Retry-After': '1' },
    };
  }

  requireAsync(context: RequestContext): void {
    if (!context.acceptsIncomplete) {
      throw asyncRequired();
    }
  }

  checkMaintenance(
    plan: ServicePlan,
    info: { version: string } | undefined,
  ): void {
    if (info && info.version !== plan.maintenance_info.version) {
      throw maintenanceInfoConflict(
        info.version,
        plan.maintenance_info.version,
      );
    }
  }

  /** Refuses ids that do not fit to the instance they are said to belong to. */
  checkIds(
    instance: StoredInstance,
    ids: { serviceId?: string; planId?: string },
  ): void {
    if (ids.serviceId !== undefined && ids.serviceId !== instance.serviceId) {
      throw badRequest(
        `service_id "${ids.serviceId}" is not the service of instance "${instance.id}".`,
      );
    }
    if (ids.planId !== undefined && ids.planId !== instance.planId) {
      throw badRequest(
        `plan_id "${ids.planId}" is not the plan of instance "${instance.id}".`,
      );
    }
  }

  /**
   * The same for removals, except that any plan of the service will do: a platform that has lost the answer to a plan
   * change deletes with the plan that it believes in, and must be able to.
   */
  checkIdsForRemoval(
    instance: StoredInstance,
    ids: { serviceId: string; planId: string },
  ): void {
    this.checkIds(instance, { serviceId: ids.serviceId });
    this.plan(this.service(instance.serviceId).offering, ids.planId);
  }

  /** The instance if bindings can be made or removed now. */
  usableInstance(id: string): StoredInstance {
    const instance = this.livingInstance(id);
    if (!instance) {
      throw notFound(`Service instance "${id}" does not exist.`);
    }
    if (this.operationInProgress(id)) {
      throw concurrencyError(`Service instance "${id}"`);
    }
    return instance;
  }

  /** Answers "last operation" for an instance or a binding. */
  lastOperation(
    thing: { state: string; operationId: string } | undefined,
    asked: { operation?: string; instanceId: string; bindingId?: string },
  ): OsbAnswer {
    const what = asked.bindingId
      ? `Service binding "${asked.bindingId}"`
      : `Service instance "${asked.instanceId}"`;
    if (!thing) {
      throw notFound(`${what} is not known.`);
    }
    const operation = this.store.operation(
      asked.operation ?? thing.operationId,
    );
    if (
      !operation ||
      operation.instanceId !== asked.instanceId ||
      operation.bindingId !== asked.bindingId
    ) {
      throw badRequest(`operation "${asked.operation}" is not one of ${what}.`);
    }
    const removes =
      operation.kind === 'deprovision' || operation.kind === 'unbind';
    if (
      thing.state === 'deleted' &&
      (removes || operation.state !== 'in progress')
    ) {
      throw gone(`${what} does not exist any more.`);
    }
    return {
      status: 200,
      body: {
        state: operation.state,
        description: operation.description,
        ...(operation.instanceUsable !== undefined && !asked.bindingId
          ? { instance_usable: operation.instanceUsable }
          : {}),
        ...(operation.updateRepeatable !== undefined
          ? { update_repeatable: operation.updateRepeatable }
          : {}),
      },
      headers:
        operation.state === 'in progress' ? { 'Retry-After': '1' } : undefined,
    };
  }
}
