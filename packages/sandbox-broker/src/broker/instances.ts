import {
  conflict,
  concurrencyError,
  gone,
  notFound,
  OsbError,
} from '../osb/errors';
import {
  checkParameters,
  parseProvision,
  parseUpdate,
  same,
} from '../osb/requests';
import type { StoredInstance } from '../state/types';
import type { Broker, OsbAnswer, RequestContext } from './Broker';

/* Section "Provisioning" and those after it of OSB 2.17, one function to a request. */

async function metadata(
  broker: Broker,
  instance: StoredInstance,
): Promise<OsbAnswer['body']> {
  const service = broker.service(instance.serviceId);
  return {
    metadata: {
      labels: {
        service: service.offering.name,
        plan: broker.plan(service.offering, instance.planId).name,
        simulated: String(service.simulated),
      },
      attributes:
        instance.state === 'ready' ? await service.describe(instance) : {},
    },
  };
}

export async function provision(
  broker: Broker,
  id: string,
  rawBody: unknown,
  context: RequestContext,
): Promise<OsbAnswer> {
  const body = parseProvision(rawBody);
  const service = broker.service(body.service_id);
  const plan = broker.plan(service.offering, body.plan_id);
  const parameters = body.parameters ?? {};
  checkParameters(plan.schemas.service_instance.create.parameters, parameters);

  const existing = broker.livingInstance(id);
  const running = broker.operationInProgress(id);
  if (existing) {
    if (running && running.kind !== 'provision') {
      throw concurrencyError(`Service instance "${id}"`);
    }
    const asked = {
      serviceId: body.service_id,
      planId: body.plan_id,
      organizationGuid: body.organization_guid,
      spaceGuid: body.space_guid,
      parameters,
    };
    const known = {
      serviceId: existing.serviceId,
      planId: existing.planId,
      organizationGuid: existing.organizationGuid,
      spaceGuid: existing.spaceGuid,
      parameters: existing.parameters,
    };
    if (!same(asked, known)) {
      throw conflict(
        `Service instance "${id}" exists already with other attributes.`,
      );
    }
    if (existing.state === 'ready') {
      return { status: 200, body: await metadata(broker, existing) };
    }
    if (running) {
      broker.requireAsync(context);
      return broker.accepted(running);
    }
    // It failed before: the same request once more is another attempt.
  }

  broker.checkMaintenance(plan, body.maintenance_info);
  broker.requireAsync(context);
  const operation = broker.newOperation(
    'provision',
    { instanceId: id },
    context,
  );
  broker.runner.submit(operation, {
    instance: {
      id,
      serviceId: body.service_id,
      planId: body.plan_id,
      parameters,
      organizationGuid: body.organization_guid,
      spaceGuid: body.space_guid,
      maintenanceVersion: plan.maintenance_info.version,
      state: 'creating',
      operationId: operation.id,
    },
  });
  return broker.accepted(operation);
}

export async function update(
  broker: Broker,
  id: string,
  rawBody: unknown,
  context: RequestContext,
): Promise<OsbAnswer> {
  const body = parseUpdate(rawBody);
  const instance = broker.livingInstance(id);
  if (!instance || instance.state !== 'ready') {
    if (instance && broker.operationInProgress(id)) {
      throw concurrencyError(`Service instance "${id}"`);
    }
    throw notFound(`Service instance "${id}" does not exist.`);
  }
  broker.checkIds(instance, { serviceId: body.service_id });
  const { offering } = broker.service(instance.serviceId);
  const plan = broker.plan(offering, body.plan_id ?? instance.planId);
  if (
    plan.id !== instance.planId &&
    !broker.plan(offering, instance.planId).plan_updateable
  ) {
    throw new OsbError(
      422,
      'PlanChangeNotSupported',
      `The plan of service "${offering.name}" cannot be changed: order a new service instance.`,
    );
  }
  checkParameters(
    plan.schemas.service_instance.update.parameters,
    body.parameters ?? {},
  );
  const request = JSON.stringify([
    body.plan_id,
    body.parameters,
    body.maintenance_info?.version,
  ]);

  const running = broker.operationInProgress(id);
  if (running) {
    if (running.kind === 'update' && running.target?.request === request) {
      broker.requireAsync(context);
      return broker.accepted(running);
    }
    throw concurrencyError(`Service instance "${id}"`);
  }
  broker.checkMaintenance(plan, body.maintenance_info);

  const target = {
    planId: plan.id,
    parameters: { ...instance.parameters, ...body.parameters },
    maintenanceVersion:
      body.maintenance_info || plan.id !== instance.planId
        ? plan.maintenance_info.version
        : instance.maintenanceVersion,
    request,
  };
  if (
    target.planId === instance.planId &&
    target.maintenanceVersion === instance.maintenanceVersion &&
    same(target.parameters, instance.parameters)
  ) {
    return { status: 200, body: await metadata(broker, instance) };
  }
  broker.requireAsync(context);
  const operation = {
    ...broker.newOperation('update', { instanceId: id }, context),
    target,
  };
  broker.runner.submit(operation, { instance });
  return broker.accepted(operation);
}

export async function deprovision(
  broker: Broker,
  id: string,
  ids: { serviceId: string; planId: string },
  context: RequestContext,
): Promise<OsbAnswer> {
  const instance = broker.livingInstance(id);
  if (!instance) {
    throw gone(`Service instance "${id}" does not exist.`);
  }
  const running = broker.store.operationsInProgress(id);
  broker.checkIdsForRemoval(instance, ids);
  broker.requireAsync(context);
  for (const operation of running) {
    if (operation.kind === 'deprovision' && !operation.fault) {
      return broker.accepted(operation);
    }
    if (!broker.giveUpOnNeverEnding(operation)) {
      throw concurrencyError(`Service instance "${id}"`);
    }
  }
  const operation = broker.newOperation(
    'deprovision',
    { instanceId: id },
    context,
  );
  broker.runner.submit(operation, {
    instance: broker.store.instance(id),
  });
  return broker.accepted(operation);
}

export async function fetchInstance(
  broker: Broker,
  id: string,
  ids: { serviceId?: string; planId?: string },
): Promise<OsbAnswer> {
  const instance = broker.livingInstance(id);
  if (!instance || instance.state !== 'ready') {
    throw notFound(`Service instance "${id}" does not exist.`);
  }
  broker.checkIds(instance, ids);
  if (broker.operationInProgress(id)) {
    throw concurrencyError(`Service instance "${id}"`);
  }
  return {
    status: 200,
    body: {
      service_id: instance.serviceId,
      plan_id: instance.planId,
      parameters: instance.parameters,
      maintenance_info: { version: instance.maintenanceVersion },
      ...(await metadata(broker, instance)),
    },
  };
}
