import type { LoggerService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  type BindRequest,
  type BindResult,
  type CatalogCall,
  type CloudServiceDriver,
  type DriverBindingRef,
  type DriverCall,
  type DriverCredentials,
  DriverError,
  type DriverInstanceRef,
  type DriverServiceOffering,
  type LastOperationResult,
  type OperationResult,
  type ProvisionRequest,
  type UpdateRequest,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import {
  type OsbOperation,
  outcomeOf,
  outcomeOfMalformed,
} from './answers/outcomes';
import {
  readAccepted,
  readBinding,
  readChange,
  readError,
  readInstance,
  readLastOperation,
} from './answers/readAnswers';
import { checkCatalog, type RejectedService } from './catalog/checkCatalog';
import { brokerUrl } from './config/brokerUrl';
import {
  type BrokerAnswer,
  type BrokerRequest,
  BrokerTransport,
  type OsbAuth,
} from './transport/BrokerTransport';

const MIB = 1024 * 1024;

/** What {@link createOsbDriver} needs. @public */
export type OsbDriverOptions = {
  /** Key below `cloudServices.brokers`; appears in messages. */
  brokerName: string;
  /** The broker's URL up to, not including, `/v2`; https unless the host is loopback. */
  url: string;
  auth: OsbAuth;
  /** Milliseconds for a whole exchange; OSB's usual 60 seconds if absent. */
  requestTimeoutMs?: number;
  /** Milliseconds for TCP and TLS; 10 seconds if absent. */
  connectTimeoutMs?: number;
  /** Told of services that the catalogue check left out. */
  logger?: LoggerService;
};

function instancePath(instanceId: string) {
  return `/v2/service_instances/${encodeURIComponent(instanceId)}`;
}

function bindingPath(ref: { instanceId: string; bindingId: string }) {
  return `${instancePath(ref.instanceId)}/service_bindings/${encodeURIComponent(
    ref.bindingId,
  )}`;
}

function offering(ref: DriverInstanceRef) {
  return { service_id: ref.serviceId, plan_id: ref.planId };
}

/** The platform in the context is the one of the originating identity. */
function osbContext(context: JsonObject): JsonObject {
  return { ...context, platform: 'backstage' };
}

/** Deprecated by the specification and still required of every platform. */
function deprecatedGuids(context: JsonObject) {
  const first = (...keys: string[]) =>
    keys
      .map(key => context[key])
      .find(value => value && typeof value === 'string') ?? 'backstage';
  return {
    organization_guid: first('organization_guid', 'customerRef', 'ownerRef'),
    space_guid: first('space_guid', 'systemRef', 'ownerRef'),
  };
}

class OsbDriver implements CloudServiceDriver {
  readonly endpoint: string;
  private readonly transport: BrokerTransport;
  private readonly secrets: string[];
  private lastRejections = '';

  constructor(private readonly options: OsbDriverOptions) {
    const url = brokerUrl(options.brokerName, options.url);
    this.endpoint = url.href.replace(/\/+$/, '');
    this.secrets = [
      'bearerToken' in options.auth
        ? options.auth.bearerToken
        : options.auth.password,
      // A shorter one would blot out ordinary words.
    ].filter(secret => secret.length >= 6);
    this.transport = new BrokerTransport({
      brokerName: options.brokerName,
      url,
      auth: options.auth,
      requestTimeoutMs: options.requestTimeoutMs ?? 60_000,
      connectTimeoutMs: options.connectTimeoutMs,
    });
  }

  async close() {
    await this.transport.close();
  }

  async catalog(call: CatalogCall): Promise<DriverServiceOffering[]> {
    const answer = await this.ask(
      'catalog',
      { method: 'GET', path: '/v2/catalog', maxBytes: 10 * MIB },
      call,
    );
    const checked = this.read('catalog', answer, checkCatalog);
    this.report(checked.rejected);
    checked.rejected.forEach(service => call.onRejected?.(service));
    return checked.services;
  }

  async provision(
    request: ProvisionRequest,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.ask(
      'provision',
      {
        method: 'PUT',
        path: instancePath(request.instanceId),
        query: { accepts_incomplete: 'true' },
        body: {
          ...offering(request),
          context: osbContext(request.context),
          ...deprecatedGuids(request.context),
          parameters: request.parameters,
          maintenance_info: request.maintenanceInfo,
        },
        maxBytes: MIB,
      },
      call,
    );
    return this.changed('provision', answer);
  }

  async update(
    request: UpdateRequest,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.ask(
      'update',
      {
        method: 'PATCH',
        path: instancePath(request.instanceId),
        query: { accepts_incomplete: 'true' },
        body: {
          ...offering(request),
          context: osbContext(request.context),
          parameters: request.parameters,
          maintenance_info: request.maintenanceInfo,
          previous_values: {
            service_id: request.serviceId,
            plan_id: request.previous.planId,
            maintenance_info: request.previous.maintenanceInfo,
          },
        },
        maxBytes: MIB,
      },
      call,
    );
    return this.changed('update', answer);
  }

  async deprovision(
    request: DriverInstanceRef,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.ask(
      'deprovision',
      {
        method: 'DELETE',
        path: instancePath(request.instanceId),
        query: { ...offering(request), accepts_incomplete: 'true' },
        maxBytes: MIB,
      },
      call,
      [410],
    );
    return this.changed('deprovision', answer);
  }

  async lastOperation(
    request: DriverInstanceRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    return this.poll(
      'last operation',
      instancePath(request.instanceId),
      request,
      call,
    );
  }

  async bind(request: BindRequest, call: DriverCall): Promise<BindResult> {
    const answer = await this.ask(
      'bind',
      {
        method: 'PUT',
        path: bindingPath(request),
        query: { accepts_incomplete: 'true' },
        body: {
          ...offering(request),
          context: osbContext(request.context),
          parameters: request.parameters,
          predecessor_binding_id: request.predecessorBindingId,
        },
        maxBytes: MIB,
      },
      call,
    );
    if (answer.statusCode === 202) {
      const { operation } = readAccepted(answer.body);
      return {
        status: 'in-progress',
        operation,
        retryAfterMs: answer.retryAfterMs,
      };
    }
    return {
      status: 'done',
      credentials: this.read('bind', answer, readBinding),
    };
  }

  async unbind(
    request: DriverBindingRef,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.ask(
      'unbind',
      {
        method: 'DELETE',
        path: bindingPath(request),
        query: { ...offering(request), accepts_incomplete: 'true' },
        maxBytes: MIB,
      },
      call,
      [410],
    );
    return this.changed('unbind', answer);
  }

  async lastBindingOperation(
    request: DriverBindingRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    return this.poll(
      'last binding operation',
      bindingPath(request),
      request,
      call,
    );
  }

  async fetchInstance(request: DriverInstanceRef, call: DriverCall) {
    const answer = await this.ask(
      'fetch instance',
      {
        method: 'GET',
        path: instancePath(request.instanceId),
        query: offering(request),
        maxBytes: MIB,
      },
      call,
      [404],
    );
    return answer.statusCode === 404
      ? undefined
      : this.read('fetch instance', answer, readInstance);
  }

  async fetchBinding(
    request: DriverBindingRef,
    call: DriverCall,
  ): Promise<DriverCredentials | undefined> {
    const answer = await this.ask(
      'fetch binding',
      {
        method: 'GET',
        path: bindingPath(request),
        query: offering(request),
        maxBytes: MIB,
      },
      call,
      [404],
    );
    return answer.statusCode === 404
      ? undefined
      : this.read('fetch binding', answer, readBinding);
  }

  /** Throws unless the answer is a success or one of the `expected` statuses. */
  private async ask(
    operation: OsbOperation,
    request: BrokerRequest,
    call: DriverCall,
    expected: number[] = [],
  ): Promise<BrokerAnswer> {
    const answer = await this.transport.exchange(request, call);
    if (expected.includes(answer.statusCode)) return answer;
    const error = readError(answer.body, this.secrets);
    const outcome = outcomeOf(operation, answer, error.code);
    if (outcome === 'success') return answer;
    const { statusCode } = answer;
    const redirected = statusCode >= 300 && statusCode < 400;
    const hint = redirected
      ? `; redirects are not followed: set cloudServices.brokers.${this.options.brokerName}.url to the broker's final address`
      : '';
    const words = error.description ? `: ${error.description}` : hint;
    throw new DriverError(
      `broker "${
        this.options.brokerName
      }" answered ${operation} with HTTP ${statusCode}${
        error.code ? ` ${error.code}` : ''
      }${words}`,
      {
        outcome,
        statusCode,
        code: error.code ?? (redirected ? 'redirect' : undefined),
        brokerDescription: error.description,
        retryAfterMs: answer.retryAfterMs,
        instanceUsable: error.instanceUsable,
        updateRepeatable: error.updateRepeatable,
      },
    );
  }

  private read<T>(
    operation: OsbOperation,
    answer: BrokerAnswer,
    reader: (body: unknown) => T | undefined,
  ): T {
    const result = answer.defect ? undefined : reader(answer.body);
    if (result !== undefined) return result;
    const { statusCode, defect, retryAfterMs } = answer;
    throw new DriverError(
      `broker "${
        this.options.brokerName
      }" answered ${operation} with HTTP ${statusCode} and a body that ${
        defect === 'too-large' ? 'is too large' : 'is not what OSB 2.17 says'
      }`,
      {
        outcome: outcomeOfMalformed(operation, statusCode),
        statusCode,
        code:
          defect === 'too-large' ? 'response-too-large' : 'malformed-response',
        retryAfterMs,
      },
    );
  }

  private changed(
    operation: 'provision' | 'update' | 'deprovision' | 'unbind',
    answer: BrokerAnswer,
  ): OperationResult {
    if (answer.statusCode === 410) return { status: 'gone' };
    if (answer.statusCode === 202) {
      return {
        status: 'in-progress',
        ...readAccepted(answer.body),
        retryAfterMs: answer.retryAfterMs,
      };
    }
    return {
      status: 'done',
      ...this.read(operation, answer, readChange),
      ...(operation === 'provision' && { existed: answer.statusCode === 200 }),
    };
  }

  private async poll(
    operation: 'last operation' | 'last binding operation',
    path: string,
    request: DriverInstanceRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    const answer = await this.ask(
      operation,
      {
        method: 'GET',
        path: `${path}/last_operation`,
        query: { ...offering(request), operation: request.operation },
        maxBytes: MIB,
      },
      call,
      [410],
    );
    const { retryAfterMs } = answer;
    if (answer.statusCode === 410) return { state: 'gone', retryAfterMs };
    const result = this.read(operation, answer, body =>
      readLastOperation(body, this.secrets),
    );
    return { ...result, retryAfterMs };
  }

  private report(rejected: RejectedService[]) {
    // The catalogue is read every few minutes: say it once, and again when it changes.
    const seen = JSON.stringify(rejected);
    if (seen === this.lastRejections) return;
    this.lastRejections = seen;
    for (const { name, message } of rejected.slice(0, 20)) {
      this.options.logger?.warn(
        `broker "${this.options.brokerName}": service "${name}" of its catalogue is left out: ${message}`,
      );
    }
    if (rejected.length > 20) {
      this.options.logger?.warn(
        `broker "${this.options.brokerName}": ${
          rejected.length - 20
        } more services of its catalogue are left out`,
      );
    }
  }
}

/**
 * A driver for one broker that speaks the Open Service Broker API 2.17.
 *
 * Throws an InputError for a URL that credentials must not be sent to.
 * @public
 */
export function createOsbDriver(
  options: OsbDriverOptions,
): CloudServiceDriver & { close(): Promise<void> } {
  return new OsbDriver(options);
}
