import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  CLOUD_SERVICES_CHANGED_TOPIC,
  type CloudServicesClient,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { lockCursor, moveCursor, readCursorValue } from '../rollup';
import { applyLifecycleEvents } from './applyLifecycleEvents';
import { checkLifecycleData, lifecycleKind } from './readLifecycleEvent';

const PAGE = 500;

type Page = {
  items: Array<{
    source: string;
    id: string;
    type: string;
    subject: string;
    time: string;
    data: Record<string, unknown>;
  }>;
  cursor: string;
  more: boolean;
};

/** Asks for what comes after a cursor; undefined: nobody is there to be asked. */
export type FetchLifecycleEvents = (after: string) => Promise<Page | undefined>;

/**
 * Pulls the lives of instances from the cloud services.
 *
 * An event on their topic only wakes; what counts is the feed. Its cursor moves
 * in the transaction that cuts the allocations, and only from where the page
 * began: of two replicas with the same page one applies it.
 */
export class LifecycleFeed {
  private running?: Promise<void>;
  private missing = false;
  private readonly listeners: Array<() => void> = [];

  private constructor(
    private readonly options: {
      knex: Knex;
      calendar: BillingCalendar;
      logger: LoggerService;
      fetch: FetchLifecycleEvents;
    },
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    logger: LoggerService;
    fetch: FetchLifecycleEvents;
  }): LifecycleFeed {
    return new LifecycleFeed(options);
  }

  /** Called when allocations have changed. */
  onProgress(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Pulls when the cloud services say that something happened. */
  async subscribe(events: EventsService): Promise<void> {
    await events.subscribe({
      id: 'cloud-costs-lifecycle',
      topics: [CLOUD_SERVICES_CHANGED_TOPIC],
      onEvent: () => this.pull(),
    });
  }

  /**
   * Pulls up to the end of the feed. Never throws: where nobody answers, the
   * next pull finds what this one did not.
   */
  async pull(): Promise<void> {
    this.running ??= this.pullAll()
      .catch(error =>
        this.options.logger.warn(
          `life-cycle events of the cloud services could not be read: ${error}`,
        ),
      )
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async pullAll(): Promise<void> {
    const { knex, logger } = this.options;
    for (;;) {
      const after = await readCursorValue(knex, 'lifecycle-feed');
      const page = await this.options.fetch(after);
      if (!page) {
        if (!this.missing) {
          logger.info(
            'the cloud services plugin is not installed; allocations come from the intake alone',
          );
        }
        this.missing = true;
        return;
      }
      this.missing = false;
      if (page.items.length) await this.apply(after, page);
      if (!page.more) return;
    }
  }

  private async apply(after: string, page: Page): Promise<void> {
    const { knex, calendar, logger } = this.options;
    const good = page.items.filter(event => {
      const fault = lifecycleKind(event.type)
        ? checkLifecycleData(event.type, event.data)
        : { field: 'type', rule: 'enum', message: 'is unknown here' };
      if (fault) {
        logger.error(
          `life-cycle event "${event.id}" is passed over: ${fault.field} ${fault.message}`,
        );
      }
      return !fault;
    });
    const applied = await transact(knex, async trx => {
      // The rollup's cursor is always locked first: two transactions that take
      // both never wait for each other.
      await lockCursor(trx, 'rollup');
      if ((await lockCursor(trx, 'lifecycle-feed')) !== after) return false;
      const events = good.map(event => ({
        source: event.source,
        id: event.id,
        type: event.type,
        instanceId: event.subject,
        timeMs: Date.parse(event.time),
        data: event.data,
      }));
      await applyLifecycleEvents(trx, calendar, events);
      await moveCursor(trx, 'lifecycle-feed', page.cursor);
      return true;
    });
    if (applied) this.listeners.forEach(listener => listener());
  }
}

/** Asks the cloud services plugin; it is optional. */
export function fetchFrom(
  client: () => Promise<CloudServicesClient>,
): FetchLifecycleEvents {
  return async after => {
    try {
      const { data } = await (
        await client()
      ).GET('/lifecycle-events', {
        params: { query: { limit: PAGE, ...(after !== '' && { after }) } },
      });
      return data as Page | undefined;
    } catch (error) {
      if (isNotInstalled(error)) return undefined;
      throw error;
    }
  };
}
