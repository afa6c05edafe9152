import {
  environmentTerminatePermission,
  environmentUpdatePermission,
  instanceTerminatePermission,
  instanceUpdatePermission,
  orderCreatePermission,
  type ConfigurationDifference,
  type EnvironmentBlueprintSpec,
  type OrderRequest,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type Caller,
  fromJson,
  invalidField,
  notAllowed,
  notYetPublished,
  toIsoTime,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { DriverRegistry } from '../brokers';
import { environmentResource, type EnvironmentService } from '../environments';
import {
  instanceResource,
  type InstanceService,
  type InstanceStore,
  toParties,
} from '../instances';
import { coded, conflict, orderUnderWay } from '../refusals';
import { readRef, type ServiceDirectory } from '../serviceDirectory';
import { titleText } from './checkOffering';
import { checkExpiry, dayOf, readExpiry } from './dates';
import type { OrderPlan, PlannedUpdate, Target } from './OrderPlan';
import type { Orderers } from './Orderers';
import { planBlueprint, planInstance, serviceRefOf } from './planCreation';
import { planUpdate, type Wish } from './planUpdate';
import { checkRequestFields } from './requestFields';

/** The plugin itself, which tears down what has expired. */
export type PluginActor = { type: 'plugin'; ref: string };

export type OrderLimits = { maxLifetimeDays: number; contact?: string };

/**
 * Checks an order from every side and says what it would do. Reads only; the
 * rules it calls are pure. What depends on the state of the moment (another
 * order under way, a name taken) is checked again when the order is accepted.
 */
export class OrderPlanner {
  constructor(
    private readonly deps: {
      access: Access;
      directory: ServiceDirectory;
      orderers: Orderers;
      brokers: DriverRegistry;
      environments: EnvironmentService;
      instances: InstanceService;
      instanceStore: InstanceStore;
      limits: OrderLimits;
      now: () => number;
    },
  ) {}

  async plan(caller: Caller, request: OrderRequest): Promise<OrderPlan> {
    checkRequestFields(request);
    switch (request.type) {
      case 'create-environment':
      case 'create-instance':
        return this.create(caller, request);
      default: {
        const target = await this.target(caller, request);
        return this.planFor(target, request);
      }
    }
  }

  /** For the plugin itself, which needs no permission. */
  async planTeardown(target: Target): Promise<OrderPlan> {
    return this.planFor(target, {
      type: `terminate-${target.kind}`,
    });
  }

  private async create(
    caller: Caller,
    request: OrderRequest,
  ): Promise<OrderPlan> {
    const { access, orderers, brokers, limits, now } = this.deps;
    await access.require(caller, orderCreatePermission);
    if (caller.type !== 'user') {
      throw notAllowed('only a user can order; act on behalf of one');
    }
    const { name, stage, systemRef, ownerRef } = request;
    if (!name || !stage || !systemRef || !ownerRef) {
      throw new Error('checkRequestFields() lets none of these be missing');
    }
    const today = dayOf(now());
    const surroundings = {
      stage,
      today,
      contact: limits.contact,
      hasBroker: (broker: string) => brokers.has(broker),
    };
    const made = request.blueprintRef
      ? await this.fromBlueprint(request, request.blueprintRef, surroundings)
      : await this.fromService(request, surroundings);
    const parties = await orderers.partiesFor(caller, {
      systemRef: readRef('systemRef', systemRef, { kinds: ['System'] }),
      ownerRef: readRef('ownerRef', ownerRef, { kinds: ['Group', 'User'] }),
      stage,
      today,
    });
    return {
      action: 'create',
      type: request.type,
      targetName: name,
      stage,
      parties,
      expiresAt: this.expiryOf(request),
      description: request.description,
      changes: [],
      ...made,
    };
  }

  private async fromBlueprint(
    request: OrderRequest,
    given: string,
    surroundings: Parameters<typeof planBlueprint>[3],
  ) {
    const ref = readRef('blueprintRef', given, {
      kinds: ['EnvironmentBlueprint'],
    });
    const entity = await this.deps.directory.blueprint(ref);
    if (!entity) throw notYetPublished('blueprint', ref);
    const services = await this.deps.directory.services(
      entity.spec.components.map(component => serviceRefOf(component, entity)),
    );
    return {
      ...planBlueprint(entity, services, request, surroundings),
      blueprint: {
        ref,
        title: titleText(entity.spec.title, entity),
        spec: entity.spec,
      },
    };
  }

  private async fromService(
    request: OrderRequest,
    surroundings: Parameters<typeof planInstance>[3],
  ) {
    const ref = readRef('serviceRef', request.serviceRef ?? '', {
      kinds: ['CloudService'],
    });
    const entity = await this.deps.directory.service(ref);
    if (!entity) throw notYetPublished('cloud service', ref);
    return planInstance(entity, ref, request, surroundings);
  }

  private expiryOf(request: OrderRequest): number | undefined {
    const { limits, now } = this.deps;
    if (request.stage === 'production') {
      if (request.expiresAt === undefined) return undefined;
      throw invalidField(
        'expiresAt',
        'production',
        'does not belong to production, which has no end date; leave it out',
      );
    }
    if (request.expiresAt === undefined) {
      throw invalidField(
        'expiresAt',
        'required',
        `is required for ${request.stage}: development and test environments end`,
      );
    }
    const expiresAt = readExpiry(request.expiresAt);
    checkExpiry(expiresAt, {
      now: now(),
      maxLifetimeDays: limits.maxLifetimeDays,
    });
    return expiresAt;
  }

  private async planFor(
    target: Target,
    request: OrderRequest,
  ): Promise<OrderPlan> {
    checkIdle(target);
    const common = {
      type: request.type,
      targetName: target.row.name,
      stage: target.row.stage,
      parties: toParties(target.row),
    };
    if (request.type.startsWith('terminate-')) {
      return {
        ...common,
        action: 'terminate',
        target,
        changes: [],
        warnings: [],
      };
    }
    if (request.type.startsWith('extend-')) {
      const expiresAt = this.newExpiry(target, request);
      return {
        ...common,
        action: 'extend',
        target,
        expiresAt,
        changes: [
          {
            componentName: target.row.name,
            field: 'expiresAt',
            before: toIsoTime(target.row.expires_at),
            after: toIsoTime(expiresAt),
          },
        ],
        warnings: [],
      };
    }
    const { updates, changes } = await this.updates(target, request);
    return {
      ...common,
      action: 'update',
      target,
      updates,
      changes,
      warnings: [],
    };
  }

  private newExpiry(target: Target, request: OrderRequest): number {
    const { limits, now } = this.deps;
    if (target.row.expires_at === null) {
      throw conflict(
        'no-end-date',
        { name: target.row.name },
        `"${target.row.name}" has no end date and need not be extended`,
      );
    }
    const expiresAt = readExpiry(request.expiresAt ?? '');
    checkExpiry(expiresAt, {
      now: now(),
      maxLifetimeDays: limits.maxLifetimeDays,
    });
    if (expiresAt === Number(target.row.expires_at)) {
      throw invalidField('expiresAt', 'unchanged', 'is what it is already');
    }
    return expiresAt;
  }

  private async updates(
    target: Target,
    request: OrderRequest,
  ): Promise<{ updates: PlannedUpdate[]; changes: ConfigurationDifference[] }> {
    const wishes = wishesOf(target, request);
    const services = await this.deps.directory.services(
      wishes.map(({ instance }) => instance.service_ref),
    );
    const updates: PlannedUpdate[] = [];
    const changes: ConfigurationDifference[] = [];
    for (const { instance, wish, field } of wishes) {
      const planned = planUpdate({
        instance,
        entity: services.get(instance.service_ref),
        wish,
        rules: rulesFor(target, instance.component_name),
        field,
      });
      if (!planned) continue;
      updates.push(planned.update);
      changes.push(...planned.changes);
    }
    if (updates.length === 0) {
      throw invalidField(
        target.kind === 'environment' ? 'components' : 'configuration',
        'unchanged',
        'plan and parameters are what they are already; there is nothing to change',
      );
    }
    return { updates, changes };
  }

  private async target(caller: Caller, request: OrderRequest): Promise<Target> {
    const { environments, instances, instanceStore } = this.deps;
    const teardown = request.type.startsWith('terminate-');
    if (request.environmentId !== undefined) {
      const { row, decisions } = await environments.visible(
        caller,
        request.environmentId,
      );
      const permission = teardown
        ? environmentTerminatePermission
        : environmentUpdatePermission;
      if (!decisions.allow(permission, environmentResource(row), 'change')) {
        throw mayNot(teardown, 'environment', row.name);
      }
      const of = await instanceStore.ofEnvironments([row.id]);
      return { kind: 'environment', row, instances: of.get(row.id) ?? [] };
    }
    const { row, decisions } = await instances.visible(
      caller,
      request.instanceId ?? '',
    );
    const permission = teardown
      ? instanceTerminatePermission
      : instanceUpdatePermission;
    if (!decisions.allow(permission, instanceResource(row), 'change')) {
      throw mayNot(teardown, 'service instance', row.name);
    }
    if (row.environment_id !== null) {
      throw conflict(
        'part-of-environment',
        { name: row.name },
        `service instance "${row.name}" is part of environment "${row.environment_id}"; order this for the environment`,
      );
    }
    return { kind: 'instance', row, instances: [row] };
  }
}

/** 409 when it is gone, or busy with another order. */
export function checkIdle(target: Target): void {
  const { row, kind } = target;
  const what = `${kind} "${row.name}"`;
  if (row.terminated_at !== null) {
    throw conflict(
      'already-torn-down',
      { name: row.name },
      `${what} has been torn down already`,
    );
  }
  const busy = [row, ...target.instances].find(
    ({ active_order_id }) => active_order_id !== null,
  );
  if (busy?.active_order_id)
    throw orderUnderWay(what, row.name, busy.active_order_id);
}

function mayNot(teardown: boolean, kind: string, name: string) {
  return coded(
    notAllowed(
      `you may see ${kind} "${name}", but not ${
        teardown ? 'tear it down' : 'change it'
      }; its owner and its software provider may`,
    ),
    teardown ? 'may-not-tear-down' : 'may-not-change',
    { name },
  );
}

function wishesOf(target: Target, request: OrderRequest) {
  if (target.kind === 'instance') {
    const wish: Wish = request.configuration ?? {};
    return [{ instance: target.row, wish, field: 'configuration' }];
  }
  const live = target.instances.filter(
    ({ terminated_at }) => terminated_at === null,
  );
  return Object.entries(request.components ?? {}).map(([name, wish]) => {
    const instance = live.find(({ component_name }) => component_name === name);
    if (!instance) {
      throw invalidField(
        `components.${name}`,
        'component',
        `is not a component of this environment; it has ${live
          .map(({ component_name }) => component_name)
          .join(', ')}`,
      );
    }
    return { instance, wish: wish as Wish, field: `components.${name}` };
  });
}

function rulesFor(target: Target, componentName: string) {
  if (target.kind === 'instance') return { fixed: [] };
  const spec = fromJson<EnvironmentBlueprintSpec>(
    target.row.blueprint_snapshot,
  );
  const component = spec.components.find(({ name }) => name === componentName);
  return {
    fixed: component?.fixed ?? [],
    plans: component?.plans && [component.plan, ...component.plans],
  };
}
