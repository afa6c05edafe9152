import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  type BrokerCatalog,
  brokerManagePermission,
  brokerReadPermission,
  type BrokerStatus,
  type BrokerSyncResult,
  CLOUD_SERVICES_SYNC_TOPIC,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { DriverError } from '@dualcloud/backstage-plugin-cloud-services-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  type AuditLog,
  type Caller,
  type IdempotencyStore,
  notAllowed,
  type ServiceCaller,
  type StoredAnswer,
  unavailable,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import type { Messenger } from '../notifications';
import type { Broker, DriverRegistry } from './DriverRegistry';
import type { BrokerStore } from './BrokerStore';

const CATALOG_TIMEOUT_MS = 60_000;

/** How the brokers are, and what they offer. */
export class BrokerService {
  constructor(
    private readonly deps: {
      registry: DriverRegistry;
      store: BrokerStore;
      access: Access;
      audit: AuditLog;
      idempotency: IdempotencyStore;
      messenger: Messenger;
      events: EventsService;
      logger: LoggerService;
    },
  ) {}

  /** Everybody may know that a broker is failing; why is for the IT service provider. */
  async list(caller: Caller): Promise<BrokerStatus[]> {
    const { access, store, registry } = this.deps;
    await access.require(caller, brokerReadPermission);
    const stored = await store.all();
    const details = isProvider(caller);
    return registry
      .all()
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(broker => present(broker, stored.get(broker.name), details));
  }

  async catalog(caller: Caller, name: string): Promise<BrokerCatalog> {
    const { access, registry, logger } = this.deps;
    await access.require(caller, brokerManagePermission);
    checkProvider(caller);
    const broker = registry.get(name);
    const rejectedServices: Array<{ name: string; message: string }> = [];
    try {
      const services = await broker.driver.catalog({
        signal: AbortSignal.timeout(CATALOG_TIMEOUT_MS),
        onRejected: service => rejectedServices.push(service),
      });
      return {
        brokerName: name,
        owner: broker.owner,
        defaults: broker.defaults,
        services: services as unknown as JsonObject[],
        rejectedServices,
      };
    } catch (error) {
      const why =
        error instanceof DriverError
          ? error.message
          : 'the driver failed; see the log';
      logger.warn(`The catalogue of broker "${name}" cannot be read: ${error}`);
      throw unavailable(
        `the catalogue of broker "${name}" cannot be read: ${why}`,
      );
    }
  }

  async sync(
    caller: Caller,
    name: string,
    key: string,
  ): Promise<StoredAnswer<BrokerStatus>> {
    const { access, registry, store, audit, idempotency, events, messenger } =
      this.deps;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route: `POST /brokers/${name}/sync`, body: {} },
      async () => {
        await access.require(caller, brokerManagePermission);
        checkProvider(caller);
        return {
          broker: registry.get(name),
          stored: (await store.all()).get(name),
        };
      },
      async (trx: Knex.Transaction, { broker, stored }) => {
        await audit.append(trx, {
          actor: caller.ref,
          action: 'broker-sync',
          objectRef: `broker:${name}`,
        });
        return { status: 202, response: present(broker, stored, true) };
      },
    );
    if (!answer.repeated) {
      void messenger.published();
      await events.publish({
        topic: CLOUD_SERVICES_SYNC_TOPIC,
        eventPayload: { brokerName: name },
      });
    }
    return answer;
  }

  async report(
    caller: ServiceCaller,
    name: string,
    result: BrokerSyncResult,
  ): Promise<void> {
    await this.deps.access.require(caller, brokerManagePermission);
    const broker = this.deps.registry.get(name);
    await this.deps.store.report(broker.name, result);
  }
}

function isProvider(caller: Caller): boolean {
  return caller.type === 'service' || caller.party.isItServiceProvider;
}

function checkProvider(caller: Caller): void {
  if (!isProvider(caller)) {
    throw notAllowed('this is for the IT service provider only');
  }
}

function present(
  broker: Broker,
  stored: BrokerStatus | undefined,
  details: boolean,
): BrokerStatus {
  const { name, title, type, driver } = broker;
  const state = stored?.state ?? 'unknown';
  if (!details) {
    return { name, title, state, lastSuccessAt: stored?.lastSuccessAt };
  }
  return { ...stored, name, title, state, type, driverUrl: driver.endpoint };
}
