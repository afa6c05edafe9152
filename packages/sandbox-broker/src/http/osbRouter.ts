import express, { type Request, type Response, type Router } from 'express';
import { bind, bindingToPoll, fetchBinding, unbind } from '../broker/bindings';
import type { Broker, OsbAnswer, RequestContext } from '../broker/Broker';
import {
  deprovision,
  fetchInstance,
  provision,
  update,
} from '../broker/instances';
import { answerWithFault } from '../faults/answerWithFault';
import type { FaultSubject, FaultSwitch } from '../faults/FaultSwitch';
import type { OsbOperation } from '../faults/types';
import { badRequest } from '../osb/errors';

function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || value === '') {
    throw badRequest(`Query parameter ${name} must be a non-empty text.`);
  }
  return value;
}

function queryIds(request: Request) {
  return {
    serviceId: queryText(request, 'service_id'),
    planId: queryText(request, 'plan_id'),
  };
}

function requiredIds(request: Request) {
  const { serviceId, planId } = queryIds(request);
  if (serviceId === undefined || planId === undefined) {
    throw badRequest(
      `Query parameter ${serviceId ? 'plan_id' : 'service_id'} is missing.`,
    );
  }
  return { serviceId, planId };
}

function acceptsIncomplete(request: Request): boolean {
  const value = queryText(request, 'accepts_incomplete');
  if (value !== undefined && value !== 'true' && value !== 'false') {
    throw badRequest(
      'Query parameter accepts_incomplete must be true or false.',
    );
  }
  return value === 'true';
}

function sendTo(response: Response) {
  return (answer: OsbAnswer) => {
    response.status(answer.status).set(answer.headers ?? {});
    response.json(answer.body);
  };
}

type Handler = (
  request: Request,
  context: () => RequestContext,
) => Promise<OsbAnswer>;

/** The routes of the Open Service Broker API, each behind the fault switch. */
export function createOsbRouter(broker: Broker, faults: FaultSwitch): Router {
  const router = express.Router();

  function subjectOf(request: Request, operation: OsbOperation): FaultSubject {
    const { instanceId, bindingId } = request.params;
    const serviceId =
      request.body?.service_id ??
      request.query.service_id ??
      (instanceId && broker.store.instance(instanceId)?.serviceId);
    return {
      operation,
      service: broker.services.get(serviceId)?.offering,
      instanceId,
      bindingId,
    };
  }

  const on =
    (operation: OsbOperation, handle: Handler) =>
    async (
      request: Request,
      response: Response,
      next: (error: unknown) => void,
    ) => {
      try {
        for (const id of Object.values(request.params)) {
          if (!id || id.length > 255) {
            throw badRequest('Ids must have 1 to 255 characters.');
          }
        }
        const subject = subjectOf(request, operation);
        const carryOut = () =>
          handle(request, () => ({
            acceptsIncomplete: acceptsIncomplete(request),
            takeAsyncFault: () => faults.takeAsyncFault(subject),
          }));
        const send = sendTo(response);
        const fault = faults.takeAnswerFault(subject);
        if (fault) {
          await answerWithFault(fault, response, carryOut, send);
        } else {
          send(await carryOut());
        }
      } catch (error) {
        next(error);
      }
    };

  router.get(
    '/catalog',
    on('catalog', async () => ({ status: 200, body: { ...broker.catalog() } })),
  );

  const instance = '/service_instances/:instanceId';
  router.put(
    instance,
    on('provision', ({ params, body }, context) =>
      provision(broker, params.instanceId, body, context()),
    ),
  );
  router.patch(
    instance,
    on('update', ({ params, body }, context) =>
      update(broker, params.instanceId, body, context()),
    ),
  );
  router.delete(
    instance,
    on('deprovision', async (request, context) =>
      deprovision(
        broker,
        request.params.instanceId,
        requiredIds(request),
        context(),
      ),
    ),
  );
  router.get(
    instance,
    on('fetch', async request =>
      fetchInstance(broker, request.params.instanceId, queryIds(request)),
    ),
  );
  router.get(
    `${instance}/last_operation`,
    on('lastOperation', async request => {
      const { instanceId } = request.params;
      return broker.lastOperation(broker.store.instance(instanceId), {
        instanceId,
        operation: queryText(request, 'operation'),
      });
    }),
  );

  const binding = `${instance}/service_bindings/:bindingId`;
  router.put(
    binding,
    on('bind', ({ params, body }, context) =>
      bind(broker, params.instanceId, params.bindingId, body, context()),
    ),
  );
  router.delete(
    binding,
    on('unbind', async (request, context) =>
      unbind(
        broker,
        request.params.instanceId,
        request.params.bindingId,
        requiredIds(request),
        context(),
      ),
    ),
  );
  router.get(
    binding,
    on('fetch', async request =>
      fetchBinding(
        broker,
        request.params.instanceId,
        request.params.bindingId,
        queryIds(request),
      ),
    ),
  );
  router.get(
    `${binding}/last_operation`,
    on('lastOperation', async request => {
      const { instanceId, bindingId } = request.params;
      return broker.lastOperation(
        bindingToPoll(broker, instanceId, bindingId),
        {
          instanceId,
          bindingId,
          operation: queryText(request, 'operation'),
        },
      );
    }),
  );
  return router;
}
