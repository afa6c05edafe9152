import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { CLOUD_COSTS_USAGE_TOPIC } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { setTimeout as pause } from 'node:timers/promises';
import type { UsageIntake } from './UsageIntake';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Usage from a topic of Backstage's events service: one CloudEvent or an array
 * of them in structured JSON as payload.
 *
 * The handler ends when the events are stored, and not before. While the
 * database does not answer it tries again: Backstage's events service only logs
 * a subscriber's failure, and the module that brought the message would then
 * tell its broker that it has been received. What is refused is logged, for it
 * would be refused again.
 */
export class UsageSubscriber {
  private readonly stopping = new AbortController();

  private constructor(
    private readonly options: { intake: UsageIntake; logger: LoggerService },
  ) {}

  static create(options: {
    intake: UsageIntake;
    logger: LoggerService;
  }): UsageSubscriber {
    return new UsageSubscriber(options);
  }

  async start(events: EventsService): Promise<void> {
    await events.subscribe({
      id: 'cloud-costs-usage',
      topics: [CLOUD_COSTS_USAGE_TOPIC],
      onEvent: ({ eventPayload }) => this.receive(eventPayload),
    });
  }

  /** What is not stored yet fails, so that whoever brought it keeps it. */
  stop(): void {
    this.stopping.abort();
  }

  /** @throws if it is stopped before the events are stored */
  async receive(payload: unknown): Promise<void> {
    const { intake, logger } = this.options;
    const { signal } = this.stopping;
    const events = Array.isArray(payload) ? payload : [payload];
    for (
      let wait = FIRST_PAUSE_MS;
      ;
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
    ) {
      signal.throwIfAborted();
      try {
        const { refused } = await intake.ingest(events, {
          actor: `topic:${CLOUD_COSTS_USAGE_TOPIC}`,
          partial: true,
        });
        refused.forEach(({ source, id, field, message }) =>
          logger.error(
            `usage event "${id ?? ''}" of "${
              source ?? ''
            }" from the topic ${CLOUD_COSTS_USAGE_TOPIC} is refused: ${
              field ?? 'event'
            } ${message}`,
          ),
        );
        return;
      } catch (error) {
        logger.warn(
          `usage from the topic ${CLOUD_COSTS_USAGE_TOPIC} could not be stored and is tried again in ${wait} ms: ${error}`,
        );
        await pause(wait, undefined, { signal });
      }
    }
  }
}
