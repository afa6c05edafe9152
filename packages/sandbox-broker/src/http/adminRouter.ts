import express, { type Router } from 'express';
import type { Broker } from '../broker/Broker';
import type { FaultSwitch } from '../faults/FaultSwitch';
import { badRequest } from '../osb/errors';
import type { InstanceUsage, RealThings } from '../services/types';

/**
 * What the broker believes to exist, and what really does.
 *
 * @public
 */
export interface SandboxState {
  instances: Array<{ id: string; service: string; state: string }>;
  bindings: Array<{ id: string; instanceId: string; state: string }>;
  real: Required<RealThings>;
}

/** Reads the state for leak checks. */
export async function readState(broker: Broker): Promise<SandboxState> {
  const real: Required<RealThings> = {
    databases: [],
    roles: [],
    mqttUsers: [],
    buckets: [],
    containers: [],
  };
  for (const service of broker.services.values()) {
    const found = await service.real();
    for (const kind of Object.keys(real) as Array<keyof RealThings>) {
      real[kind].push(...(found[kind] ?? []));
    }
  }
  return {
    instances: broker.store.instances().map(({ id, serviceId, state }) => ({
      id,
      service: broker.services.get(serviceId)?.offering.name ?? serviceId,
      state,
    })),
    bindings: broker.store
      .bindings()
      .map(({ id, instanceId, state }) => ({ id, instanceId, state })),
    real,
  };
}

/** Reads what every instance has used so far. */
export async function readUsage(broker: Broker): Promise<InstanceUsage[]> {
  const all = await Promise.all(
    [...broker.services.values()].map(service => service.usage()),
  );
  return all.flat();
}

/** Routes for tests and metering; not part of the Open Service Broker API. */
export function createAdminRouter(broker: Broker, faults: FaultSwitch): Router {
  const router = express.Router();
  router.get('/state', async (_request, response, next) => {
    try {
      response.json(await readState(broker));
    } catch (error) {
      next(error);
    }
  });
  router.get('/usage', async (_request, response, next) => {
    try {
      response.json({ instances: await readUsage(broker) });
    } catch (error) {
      next(error);
    }
  });
  router.get('/faults', (_request, response) => {
    response.json({ rules: faults.list() });
  });
  router.put('/faults', (request, response) => {
    if (!Array.isArray(request.body?.rules)) {
      throw badRequest('rules is missing: send {"rules": [...]}.');
    }
    faults.set(request.body.rules);
    response.json({ rules: faults.list() });
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ rules: [] });
  });
  return router;
}
