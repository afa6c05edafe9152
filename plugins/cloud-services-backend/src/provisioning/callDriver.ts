import {
  type CloudServiceDriver,
  type DriverCall,
  DriverError,
  type LastOperationResult,
  type OperationResult,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Answer } from './outcomes';
import type { Operation } from './types';

/** Makes the call that an operation's phase calls for. Never throws. */
export async function callDriver(
  driver: CloudServiceDriver,
  operation: Operation,
  call: DriverCall,
): Promise<Answer> {
  try {
    switch (operation.phase) {
      case 'send':
        return await send(driver, operation, call);
      case 'poll':
        return await poll(driver, operation, call);
      case 'mitigate':
        return fromResult(await remove(driver, operation, call));
      default:
        return fromLast(await askLast(driver, operation, call));
    }
  } catch (error) {
    return { type: 'error', error: asDriverError(error) };
  }
}

async function send(
  driver: CloudServiceDriver,
  operation: Operation,
  call: DriverCall,
): Promise<Answer> {
  const { instanceId } = operation;
  switch (operation.kind) {
    case 'provision': {
      const { maximumPollingSeconds: _, ...request } = operation.payload;
      return fromResult(
        await driver.provision({ instanceId, ...request }, call),
      );
    }
    case 'update': {
      const { payload } = operation;
      const { serviceId, planId, parameters, context } = payload;
      const { maintenanceInfo, previous } = payload;
      return fromResult(
        await driver.update(
          {
            instanceId,
            serviceId,
            planId,
            parameters,
            context,
            maintenanceInfo,
            previous,
          },
          call,
        ),
      );
    }
    case 'bind': {
      const { serviceId, planId, parameters, context } = operation.payload;
      const { rotatable, revokes } = operation.payload;
      const result = await driver.bind(
        {
          ...bindingRef(operation),
          serviceId,
          planId,
          parameters,
          context,
          predecessorBindingId: rotatable ? revokes : undefined,
        },
        call,
      );
      return result.status === 'done'
        ? { type: 'done', credentials: result.credentials }
        : {
            type: 'in-progress',
            operation: result.operation,
            retryAfterMs: result.retryAfterMs,
          };
    }
    default:
      return fromResult(await remove(driver, operation, call));
  }
}

async function poll(
  driver: CloudServiceDriver,
  operation: Operation,
  call: DriverCall,
): Promise<Answer> {
  const answer = fromLast(await askLast(driver, operation, call));
  if (operation.kind !== 'bind' || answer.type !== 'done') return answer;
  const credentials = await driver.fetchBinding(bindingRef(operation), call);
  return credentials
    ? { type: 'done', credentials }
    : {
        type: 'failed',
        description:
          'The broker made the credentials but does not have them when asked for them',
      };
}

function remove(
  driver: CloudServiceDriver,
  operation: Operation,
  call: DriverCall,
): Promise<OperationResult> {
  return isOfBinding(operation)
    ? driver.unbind(bindingRef(operation), call)
    : driver.deprovision(instanceRef(operation), call);
}

function askLast(
  driver: CloudServiceDriver,
  operation: Operation,
  call: DriverCall,
): Promise<LastOperationResult> {
  return isOfBinding(operation)
    ? driver.lastBindingOperation(
        { ...bindingRef(operation), operation: operation.brokerOperation },
        call,
      )
    : driver.lastOperation(
        { ...instanceRef(operation), operation: operation.brokerOperation },
        call,
      );
}

function isOfBinding({ kind }: Operation): boolean {
  return kind === 'bind' || kind === 'unbind';
}

function instanceRef(operation: Operation) {
  const { instanceId, payload, kind, phase } = operation;
  // OSB 2.17: an update is polled with the plan as it was before.
  const planId =
    kind === 'update' && phase === 'poll'
      ? operation.payload.previous.planId
      : payload.planId;
  return { instanceId, serviceId: payload.serviceId, planId };
}

function bindingRef(operation: Operation) {
  const { instanceId, bindingId, payload } = operation;
  if (!bindingId) {
    throw new Error(`operation "${operation.id}" names no binding`);
  }
  const { serviceId, planId } = payload;
  return { instanceId, bindingId, serviceId, planId };
}

function fromResult(result: OperationResult): Answer {
  switch (result.status) {
    case 'done':
      return { type: 'done', dashboardUrl: result.dashboardUrl };
    case 'gone':
      return { type: 'gone' };
    default:
      return {
        type: 'in-progress',
        operation: result.operation,
        dashboardUrl: result.dashboardUrl,
        retryAfterMs: result.retryAfterMs,
      };
  }
}

function fromLast(result: LastOperationResult): Answer {
  switch (result.state) {
    case 'succeeded':
      return { type: 'done' };
    case 'gone':
      return { type: 'gone' };
    case 'failed':
      return {
        type: 'failed',
        description: result.description,
        instanceUsable: result.instanceUsable,
        updateRepeatable: result.updateRepeatable,
      };
    default:
      return {
        type: 'in-progress',
        description: result.description,
        retryAfterMs: result.retryAfterMs,
      };
  }
}

/** A driver that throws anything else has a fault of its own: nobody knows what it did. */
function asDriverError(error: unknown): DriverError {
  if (error instanceof Error && error.name === 'DriverError') {
    return error as DriverError;
  }
  return new DriverError(
    `the driver failed: ${error instanceof Error ? error.message : error}`,
    { outcome: 'unknown', code: 'driver-fault', cause: error },
  );
}
