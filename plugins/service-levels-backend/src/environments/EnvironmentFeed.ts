import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  type ChangePage,
  CLOUD_SERVICES_CHANGED_TOPIC,
  type CloudServicesClient,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import {
  lockCursor,
  moveCursor,
  readCursorValue,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

const PAGE = 200;
const CURSOR = 'environments';

/** Asks for what comes after a cursor; undefined: nobody is there to be asked. */
export type FetchChanges = (after: string) => Promise<ChangePage | undefined>;

/**
 * Pulls environments and instances from the cloud services. An event on their topic
 * only wakes; what counts is the feed. The cursor moves in the transaction that
 * stores the page, and only from where the page began: of two replicas with the
 * same page one applies it. What a failed fetch does not bring stays as it is.
 */
export class EnvironmentFeed {
  private running?: Promise<void>;
  private missing = false;
  private readonly listeners: Array<() => void> = [];

  private constructor(
    private readonly options: {
      knex: Knex;
      logger: LoggerService;
      fetch: FetchChanges;
      nowS: () => number;
    },
  ) {}

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    fetch: FetchChanges;
    nowS: () => number;
  }): EnvironmentFeed {
    return new EnvironmentFeed(options);
  }

  /** Called when something has changed. */
  onProgress(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Pulls when the cloud services say that something happened. */
  async subscribe(events: EventsService): Promise<void> {
    await events.subscribe({
      id: 'service-levels-environments',
      topics: [CLOUD_SERVICES_CHANGED_TOPIC],
      onEvent: () => this.pull(),
    });
  }

  /** Pulls up to the end of the feed; never throws. */
  async pull(): Promise<void> {
    this.running ??= this.pullAll()
      .catch(error =>
        this.options.logger.warn(
          `environments could not be read from the cloud services: ${error}`,
        ),
      )
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async pullAll(): Promise<void> {
    const { knex, logger, fetch } = this.options;
    for (;;) {
      const after = await readCursorValue(knex, CURSOR);
      const page = await fetch(after);
      if (!page) {
        if (!this.missing) {
          logger.info(
            'the cloud services plugin is not installed; there are no environments to agree about',
          );
        }
        this.missing = true;
        return;
      }
      this.missing = false;
      if (page.items.length > 0) await this.apply(after, page);
      if (!page.more) return;
    }
  }

  private async apply(after: string, page: ChangePage): Promise<void> {
    const { knex, nowS } = this.options;
    const applied = await transact(knex, async trx => {
      if ((await lockCursor(trx, CURSOR)) !== after) return false;
      for (const change of page.items) await storeChange(trx, change, nowS());
      await moveCursor(trx, CURSOR, page.cursor);
      return true;
    });
    if (applied) this.listeners.forEach(listener => listener());
  }
}

/** From the feed nobody learns since when it lives: it does since we know of it. */
async function storeChange(
  trx: Knex.Transaction,
  change: ChangePage['items'][number],
  nowS: number,
): Promise<void> {
  const { environment, instance, live, id } = change;
  const end = live ? null : nowS;
  // What is read once more has ended when it did.
  const endOf = (table: string) =>
    live ? null : trx.raw('coalesce(??, ?)', [`${table}.to_s`, nowS]);
  if (environment) {
    await trx('environments')
      .insert({
        id,
        ref: resourceRef(environment.entityName),
        name: environment.name,
        stage: environment.stage,
        owner_ref: environment.ownerRef,
        system_ref: environment.systemRef,
        customer_ref: environment.customerRef ?? null,
        software_provider_ref: environment.softwareProviderRef ?? null,
        from_s: nowS,
        to_s: end,
      })
      .onConflict('id')
      .merge({
        owner_ref: environment.ownerRef,
        customer_ref: environment.customerRef ?? null,
        software_provider_ref: environment.softwareProviderRef ?? null,
        to_s: endOf('environments'),
      });
  }
  if (instance) {
    await trx('instances')
      .insert({
        id,
        ref: resourceRef(instance.entityName),
        name: instance.name,
        component: instance.componentName,
        environment_ref: instance.environmentEntityName
          ? resourceRef(instance.environmentEntityName)
          : null,
        service_ref: instance.serviceRef,
        simulated: instance.simulated,
        from_s: nowS,
        to_s: end,
      })
      .onConflict('id')
      .merge({
        component: instance.componentName,
        to_s: endOf('instances'),
      });
  }
}

function resourceRef(entityName: string): string {
  return `resource:default/${entityName}`;
}

/** Asks the cloud services plugin; it is optional. */
export function fetchFrom(
  client: () => Promise<CloudServicesClient>,
): FetchChanges {
  return async after => {
    try {
      const { data } = await (
        await client()
      ).GET('/changes', {
        params: { query: { limit: PAGE, ...(after !== '0' && { after }) } },
      });
      return data;
    } catch (error) {
      if (isNotInstalled(error)) return undefined;
      throw error;
    }
  };
}
