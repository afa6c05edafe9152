import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CloudServicesClient,
  Order,
  OrderStep,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { follow } from '@dualcloud/foundation-node';
import { BACKEND } from '../api/explain';

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

/**
 * Looks at an order until it is finished, and tells the log what happens.
 * The order goes on without us: to stop looking neither stops nor harms it.
 */
export async function watchOrder(options: WatchOptions): Promise<Order> {
  const { client, orderId, ...others } = options;
  const progress = new ProgressLog(options.logger);
  return follow({
    ...others,
    what: `Order ${orderId}`,
    backend: BACKEND,
    look: async () => {
      const params = { path: { orderId } };
      return (await client.GET('/orders/{orderId}', { params })).data;
    },
    show: order => progress.show(order),
    isFinished,
  });
}
