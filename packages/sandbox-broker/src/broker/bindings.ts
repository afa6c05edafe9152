import {
  badRequest,
  concurrencyError,
  conflict,
  gone,
  notFound,
  OsbError,
} from '../osb/errors';
import { checkParameters, parseBind, same } from '../osb/requests';
import type { StoredBinding } from '../state/types';
import type { Broker, OsbAnswer, RequestContext } from './Broker';

/* Section "Binding" and those after it of OSB 2.17, one function to a request. */

function livingBinding(
  broker: Broker,
  instanceId: string,
  id: string,
): StoredBinding | undefined {
  const binding = broker.store.binding(id);
  return binding &&
    binding.state !== 'deleted' &&
    binding.instanceId === instanceId
    ? binding
    : undefined;
}

function credentials(broker: Broker, id: string): OsbAnswer['body'] {
  return { ...broker.store.bindingResult(id) };
}

function failure(broker: Broker, operationId: string): OsbError {
  const operation = broker.store.operation(operationId);
  return new OsbError(
    operation?.state === 'in progress' ? 503 : 500,
    'OperationFailed',
    operation?.description ?? 'The operation failed.',
  );
}

export async function bind(
  broker: Broker,
  instanceId: string,
  id: string,
  rawBody: unknown,
  context: RequestContext,
): Promise<OsbAnswer> {
  const body = parseBind(rawBody);
  const { offering } = broker.service(body.service_id);
  const plan = broker.plan(offering, body.plan_id);
  const predecessorId = body.predecessor_binding_id;
  if (predecessorId && (body.parameters || body.bind_resource)) {
    throw badRequest(
      'predecessor_binding_id must not come together with parameters or bind_resource: they are those of the predecessor.',
    );
  }
  const request = JSON.stringify([
    body.app_guid,
    body.bind_resource,
    predecessorId,
  ]);
  const predecessor =
    predecessorId && livingBinding(broker, instanceId, predecessorId);
  const anyBinding = broker.store.binding(id);
  const existing = anyBinding?.state === 'deleted' ? undefined : anyBinding;
  const parameters =
    (predecessor ? predecessor.parameters : body.parameters) ?? {};
  checkParameters(plan.schemas.service_binding.create.parameters, parameters);

  if (existing) {
    const running = broker.store
      .operationsInProgress(existing.instanceId)
      .find(({ bindingId }) => bindingId === id);
    if (running?.kind === 'unbind') {
      throw concurrencyError(`Service binding "${id}"`);
    }
    if (
      existing.instanceId !== instanceId ||
      existing.request !== request ||
      !(same(existing.parameters, parameters) || predecessorId)
    ) {
      throw conflict(
        `Service binding "${id}" exists already with other attributes.`,
      );
    }
    if (existing.state === 'ready') {
      return { status: 200, body: credentials(broker, id) };
    }
    if (running) {
      broker.requireAsync(context);
      return broker.accepted(running);
    }
  }

  const instance = broker.usableInstance(instanceId);
  if (instance.state !== 'ready') {
    throw notFound(`Service instance "${instanceId}" does not exist.`);
  }
  broker.checkIds(instance, {
    serviceId: body.service_id,
    planId: body.plan_id,
  });
  if (predecessorId && (!predecessor || predecessor.state !== 'ready')) {
    throw badRequest(
      `predecessor_binding_id "${predecessorId}" is not a binding of this service instance.`,
    );
  }

  const operation = broker.newOperation(
    'bind',
    { instanceId, bindingId: id },
    context,
  );
  broker.runner.submit(operation, {
    binding: {
      id,
      instanceId,
      parameters,
      request,
      state: 'creating',
      operationId: operation.id,
    },
  });
  if (context.acceptsIncomplete) {
    return broker.accepted(operation);
  }
  await broker.runner.ended(operation.id);
  if (broker.store.operation(operation.id)?.state !== 'succeeded') {
    throw failure(broker, operation.id);
  }
  return { status: 201, body: credentials(broker, id) };
}

export async function unbind(
  broker: Broker,
  instanceId: string,
  id: string,
  ids: { serviceId: string; planId: string },
  context: RequestContext,
): Promise<OsbAnswer> {
  const binding = livingBinding(broker, instanceId, id);
  const instance = broker.livingInstance(instanceId);
  if (!binding || !instance) {
    throw gone(`Service binding "${id}" does not exist.`);
  }
  broker.checkIdsForRemoval(instance, ids);
  const running = broker.operationInProgress(instanceId, id);
  if (running) {
    if (running.kind === 'unbind' && !running.fault) {
      broker.requireAsync(context);
      return broker.accepted(running);
    }
    if (!running.bindingId || !broker.giveUpOnNeverEnding(running)) {
      throw concurrencyError(`Service binding "${id}"`);
    }
  }
  const operation = broker.newOperation(
    'unbind',
    { instanceId, bindingId: id },
    context,
  );
  broker.runner.submit(operation, {
    binding: broker.store.binding(id),
  });
  if (context.acceptsIncomplete) {
    return broker.accepted(operation);
  }
  await broker.runner.ended(operation.id);
  if (broker.store.operation(operation.id)?.state !== 'succeeded') {
    throw failure(broker, operation.id);
  }
  return { status: 200, body: {} };
}

export async function fetchBinding(
  broker: Broker,
  instanceId: string,
  id: string,
  ids: { serviceId?: string; planId?: string },
): Promise<OsbAnswer> {
  const binding = livingBinding(broker, instanceId, id);
  const instance = broker.livingInstance(instanceId);
  if (!binding || !instance || binding.state !== 'ready') {
    throw notFound(`Service binding "${id}" does not exist.`);
  }
  broker.checkIds(instance, ids);
  return {
    status: 200,
    body: { ...credentials(broker, id), parameters: binding.parameters },
  };
}

/** "Last operation" of a binding: only those of this instance are known. */
export function bindingToPoll(
  broker: Broker,
  instanceId: string,
  id: string,
): StoredBinding | undefined {
  const binding = broker.store.binding(id);
  return binding?.instanceId === instanceId ? binding : undefined;
}
