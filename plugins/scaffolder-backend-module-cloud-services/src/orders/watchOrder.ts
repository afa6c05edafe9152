import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type {
  CloudServicesClient,
  Order,
  OrderStep,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { explain, isPassing } from '../api/explain';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 10_000;
/** How long the backend may be away before waiting for it makes no more sense. */
const PATIENCE_MS = 10 * 60_000;

export type WatchOptions = {
  client: CloudServicesClient;
  orderId: string;
  logger: LoggerService;
  signal?: AbortSignal;
  timeoutMs: number;
  /** Shortest time between two looks; for tests. */
  intervalMs?: number;
};

const VERBS: Record<OrderStep['action'], [string, string]> = {
  provision: ['is being set up', 'is ready'],
  update: ['is being changed', 'is changed'],
  deprovision: ['is being torn down', 'is gone'],
};

function sayStep(step: OrderStep): string {
  const title = step.serviceTitle
    ? `${step.componentName} (${step.serviceTitle}${
        step.planName ? `, ${step.planName}` : ''
      })`
    : step.componentName;
  const simulated = step.simulated ? ' [simulated]' : '';
  const words = step.description ? `: ${step.description}` : '';
  const [doing, done] = VERBS[step.action];
  switch (step.state) {
    case 'waiting':
      return `${title}${simulated} waits${
        step.dependsOn?.length ? ` for ${step.dependsOn.join(', ')}` : ''
      }`;
    case 'running':
      return `${title}${simulated} ${doing}${words}`;
    case 'succeeded':
      return `${title}${simulated} ${done}`;
    case 'failed':
      return `${title}${simulated} failed: ${
        step.failure?.message ?? step.description ?? 'no reason given'
      }`;
    default:
      return `${title}${simulated} is left out`;
  }
}

/** Says in the task's log what is new since the last look. */
export class ProgressLog {
  private readonly said = new Map<string, string>();

  constructor(private readonly logger: LoggerService) {}

  show(order: Order) {
    for (const step of order.steps) {
      const text = sayStep(step);
      if (this.said.get(step.id) === text) continue;
      this.said.set(step.id, text);
      const { done, total } = order.progress;
      this.logger.info(`[${done}/${total}] ${text}`);
    }
  }
}

export function isFinished(order: Order): boolean {
  return ['succeeded', 'failed', 'cancelled'].includes(order.state);
}

/** What a person needs to know of an order that did not succeed. */
export function failureOf(order: Order): Error {
  const { failure } = order;
  const parts = [
    failure?.message ??
      (order.state === 'cancelled'
        ? 'The order was cancelled.'
        : 'The order failed.'),
    failure?.brokerDescription &&
      !failure.message.includes(failure.brokerDescription) &&
      `The broker said: ${failure.brokerDescription}`,
    failure?.cleanedUp && 'What was half made has been removed.',
    order.canRetry &&
      'Retry this task to try the failed steps again, or tear down what exists.',
    `Order: ${order.id}`,
  ];
  return new Error(parts.filter(Boolean).join('\n'));
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = new AbortController();
    const timer = setTimeout(() => done.abort(), ms);
    signal?.addEventListener('abort', () => done.abort(), {
      signal: done.signal,
    });
    done.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    if (signal?.aborted) done.abort();
  });
}

/**
 * Looks at an order until it is finished, and tells the log what happens.
 * The order goes on without us: to stop looking neither stops nor harms it.
 */
export async function watchOrder(options: WatchOptions): Promise<Order> {
  const { client, orderId, logger, signal, timeoutMs } = options;
  const progress = new ProgressLog(logger);
  const started = Date.now();
  let lastAnswerAt = started;
  let waitMs = options.intervalMs ?? SHORTEST_MS;
  for (;;) {
    if (signal?.aborted) {
      throw new Error(
        `The task was cancelled. Order ${orderId} goes on without it; see it in the portal.`,
      );
    }
    try {
      const { data } = await client.GET('/orders/{orderId}', {
        params: { path: { orderId } },
      });
      if (!data) throw new Error('the answer was empty');
      lastAnswerAt = Date.now();
      progress.show(data);
      if (isFinished(data)) return data;
    } catch (error) {
      if (!isPassing(error)) throw explain(error);
      if (Date.now() - lastAnswerAt > PATIENCE_MS) {
        throw new ForwardedError(
          `The cloud services backend does not answer. Order ${orderId} goes on when it is back; retry this task to go on waiting`,
          error,
        );
      }
      logger.warn(
        `The cloud services backend does not answer; asking again in a moment`,
      );
    }
    if (Date.now() - started > timeoutMs) {
      throw new Error(
        `Order ${orderId} is not finished after ${Math.round(
          timeoutMs / 60_000,
        )} minutes. It goes on; retry this task to go on waiting, or see it in the portal.`,
      );
    }
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 1.25, LONGEST_MS);
  }
}
