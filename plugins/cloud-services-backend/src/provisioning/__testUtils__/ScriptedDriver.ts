import {
  type BindRequest,
  type BindResult,
  type CloudServiceDriver,
  type DriverBindingRef,
  type DriverCall,
  type DriverCredentials,
  DriverError,
  type DriverInstanceRef,
  type DriverOutcome,
  type LastOperationResult,
  type OperationResult,
  type ProvisionRequest,
  type UpdateRequest,
} from '@dualcloud/backstage-plugin-cloud-services-node';

type Calls = {
  provision: { request: ProvisionRequest; result: OperationResult };
  update: { request: UpdateRequest; result: OperationResult };
  deprovision: { request: DriverInstanceRef; result: OperationResult };
  lastOperation: { request: DriverInstanceRef; result: LastOperationResult };
  bind: { request: BindRequest; result: BindResult };
  unbind: { request: DriverBindingRef; result: OperationResult };
  lastBindingOperation: {
    request: DriverBindingRef;
    result: LastOperationResult;
  };
  fetchBinding: {
    request: DriverBindingRef;
    result: DriverCredentials | undefined;
  };
};

type Method = keyof Calls;

/** What one call does instead of the usual thing: an answer, or a function that gives or throws one. */
type Behaviour<M extends Method> =
  | Calls[M]['result']
  | ((
      request: Calls[M]['request'],
      call: DriverCall,
    ) => Promise<Calls[M]['result']> | Calls[M]['result']);

/**
 * A broker in memory: it keeps instances and bindings, answers synchronously,
 * and does something else where a test scripted the next call.
 */
export class ScriptedDriver implements CloudServiceDriver {
  readonly endpoint = 'memory:';
  readonly instances = new Map<string, { planId: string }>();
  readonly bindings = new Set<string>();
  readonly calls: Array<{ method: Method; id: string; call: DriverCall }> = [];
  private readonly scripts = new Map<Method, Array<Behaviour<Method>>>();

  /** Scripts the next calls of a method; later ones are usual again. */
  next<M extends Method>(method: M, ...behaviours: Array<Behaviour<M>>): void {
    const script = this.scripts.get(method) ?? [];
    script.push(...(behaviours as Array<Behaviour<Method>>));
    this.scripts.set(method, script);
  }

  count(method: Method): number {
    return this.calls.filter(call => call.method === method).length;
  }

  async catalog() {
    return [];
  }

  provision(request: ProvisionRequest, call: DriverCall) {
    return this.act('provision', request, call, () => {
      const existed = this.instances.has(request.instanceId);
      this.instances.set(request.instanceId, { planId: request.planId });
      return { status: 'done', existed };
    });
  }

  update(request: UpdateRequest, call: DriverCall) {
    return this.act('update', request, call, () => {
      this.instances.set(request.instanceId, { planId: request.planId });
      return { status: 'done' };
    });
  }

  deprovision(request: DriverInstanceRef, call: DriverCall) {
    return this.act('deprovision', request, call, () => ({
      status: this.instances.delete(request.instanceId) ? 'done' : 'gone',
    }));
  }

  lastOperation(request: DriverInstanceRef, call: DriverCall) {
    return this.act('lastOperation', request, call, () => ({
      state: 'succeeded',
    }));
  }

  bind(request: BindRequest, call: DriverCall) {
    return this.act('bind', request, call, () => {
      this.bindings.add(request.bindingId);
      return { status: 'done', credentials: credentialsOf(request.bindingId) };
    });
  }

  unbind(request: DriverBindingRef, call: DriverCall) {
    return this.act('unbind', request, call, () => ({
      status: this.bindings.delete(request.bindingId) ? 'done' : 'gone',
    }));
  }

  lastBindingOperation(request: DriverBindingRef, call: DriverCall) {
    return this.act('lastBindingOperation', request, call, () => ({
      state: 'succeeded',
    }));
  }

  fetchBinding(request: DriverBindingRef, call: DriverCall) {
    return this.act('fetchBinding', request, call, () =>
      credentialsOf(request.bindingId),
    );
  }

  async fetchInstance(request: DriverInstanceRef) {
    return this.instances.get(request.instanceId);
  }

  private async act<M extends Method>(
    method: M,
    request: Calls[M]['request'],
    call: DriverCall,
    usual: () => Calls[M]['result'],
  ): Promise<Calls[M]['result']> {
    const id = 'bindingId' in request ? request.bindingId : request.instanceId;
    this.calls.push({ method, id, call });
    const behaviour = this.scripts.get(method)?.shift() as
      | Behaviour<M>
      | undefined;
    if (behaviour === undefined) return usual();
    return typeof behaviour === 'function'
      ? behaviour(request, call)
      : behaviour;
  }
}

export function credentialsOf(bindingId: string): DriverCredentials {
  return {
    credentials: { password: `secret-of-${bindingId}` },
    expiresAt: '2099-01-01T00:00:00.000Z',
  };
}

/** A behaviour that throws what a driver throws. */
export function broken(
  outcome: DriverOutcome,
  details: {
    statusCode?: number;
    code?: string;
    brokerDescription?: string;
    retryAfterMs?: number;
    updateRepeatable?: boolean;
  } = {},
): () => never {
  return () => {
    throw new DriverError(
      `broker "memory" answered HTTP ${details.statusCode ?? 'nothing'}${
        details.brokerDescription ? `: ${details.brokerDescription}` : ''
      }`,
      { outcome, ...details },
    );
  };
}
