import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type BindRequest,
  type BindResult,
  type CatalogCall,
  type CloudServiceDriver,
  type DriverBindingRef,
  type DriverCall,
  type DriverCredentials,
  type DriverInstanceRef,
  type DriverServiceOffering,
  type LastOperationResult,
  type OperationResult,
  type ProvisionRequest,
  type UpdateRequest,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { BrokerCalls } from './answers/BrokerCalls';
import { readAccepted, readBinding, readInstance } from './answers/readAnswers';
import { checkCatalog } from './catalog/checkCatalog';
import { RejectionLog } from './catalog/RejectionLog';
import { brokerUrl } from './config/brokerUrl';
import { BrokerTransport, type OsbAuth } from './transport/BrokerTransport';
import {
  bindingPath,
  deprecatedGuids,
  instancePath,
  MIB,
  offering,
  osbContext,
} from './transport/osbRequests';

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

class OsbDriver implements CloudServiceDriver {
  readonly endpoint: string;
  private readonly transport: BrokerTransport;
  private readonly calls: BrokerCalls;
  private readonly rejections: RejectionLog;

  constructor(options: OsbDriverOptions) {
    const url = brokerUrl(options.brokerName, options.url);
    this.endpoint = url.href.replace(/\/+$/, '');
    const secrets = [
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
    this.calls = new BrokerCalls(options.brokerName, this.transport, secrets);
    this.rejections = new RejectionLog(options.brokerName, options.logger);
  }

  async close() {
    await this.transport.close();
  }

  async catalog(call: CatalogCall): Promise<DriverServiceOffering[]> {
    const answer = await this.calls.ask(
      'catalog',
      { method: 'GET', path: '/v2/catalog', maxBytes: 10 * MIB },
      call,
    );
    const checked = this.calls.read('catalog', answer, checkCatalog);
    this.rejections.report(checked.rejected);
    checked.rejected.forEach(service => call.onRejected?.(service));
    return checked.services;
  }

  async provision(
    request: ProvisionRequest,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.calls.ask(
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
      },
      call,
    );
    return this.calls.changed('provision', answer);
  }

  async update(
    request: UpdateRequest,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.calls.ask(
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
      },
      call,
    );
    return this.calls.changed('update', answer);
  }

  async deprovision(
    request: DriverInstanceRef,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.calls.ask(
      'deprovision',
      {
        method: 'DELETE',
        path: instancePath(request.instanceId),
        query: { ...offering(request), accepts_incomplete: 'true' },
      },
      call,
      [410],
    );
    return this.calls.changed('deprovision', answer);
  }

  async lastOperation(
    request: DriverInstanceRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    return this.calls.poll(
      'last operation',
      instancePath(request.instanceId),
      request,
      call,
    );
  }

  async bind(request: BindRequest, call: DriverCall): Promise<BindResult> {
    const answer = await this.calls.ask(
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
      credentials: this.calls.read('bind', answer, readBinding),
    };
  }

  async unbind(
    request: DriverBindingRef,
    call: DriverCall,
  ): Promise<OperationResult> {
    const answer = await this.calls.ask(
      'unbind',
      {
        method: 'DELETE',
        path: bindingPath(request),
        query: { ...offering(request), accepts_incomplete: 'true' },
      },
      call,
      [410],
    );
    return this.calls.changed('unbind', answer);
  }

  async lastBindingOperation(
    request: DriverBindingRef & { operation?: string },
    call: DriverCall,
  ): Promise<LastOperationResult> {
    return this.calls.poll(
      'last binding operation',
      bindingPath(request),
      request,
      call,
    );
  }

  async fetchInstance(request: DriverInstanceRef, call: DriverCall) {
    return this.calls.fetch(
      'fetch instance',
      {
        method: 'GET',
        path: instancePath(request.instanceId),
        query: offering(request),
      },
      call,
      readInstance,
    );
  }

  async fetchBinding(
    request: DriverBindingRef,
    call: DriverCall,
  ): Promise<DriverCredentials | undefined> {
    return this.calls.fetch(
      'fetch binding',
      {
        method: 'GET',
        path: bindingPath(request),
        query: offering(request),
      },
      call,
      readBinding,
    );
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
