import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type {
  OfferContent,
  ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { type ClientOf, requestsClients } from '../exampleData';
import { dayAfter } from './days';
import { ExampleApprover } from './ExampleApprover';
import { ExampleDeliverer } from './ExampleDeliverer';
import { keyOf } from './keyOf';
import type {
  ExampleApproval,
  ExampleOffer,
  ExampleRequest,
  ExampleStep,
} from './scenario';

/**
 * Files requests and works on them, signed in as the example people and through
 * the same API as anybody else: each deed has one effect, however often the portal
 * is interrupted.
 */
export class ExampleRequester {
  private constructor(
    private readonly clientOf: ClientOf,
    private readonly approver: ExampleApprover,
    private readonly deliverer: ExampleDeliverer,
  ) {}

  static create(discovery: DiscoveryService): ExampleRequester {
    const clientOf = requestsClients(discovery);
    return new ExampleRequester(
      clientOf,
      ExampleApprover.create(clientOf),
      ExampleDeliverer.create({ clientOf, discovery }),
    );
  }

  async make(one: ExampleApproval | ExampleRequest): Promise<void> {
    if ('serviceRef' in one) await this.approver.make(one);
    else await this.file(one);
  }

  private async file(request: ExampleRequest): Promise<void> {
    const { name, person } = request;
    const client = await this.clientOf(person);
    if ('earlier' in request) {
      await client.POST('/earlier-requests', {
        params: { header: keyOf(name, 'record') },
        body: request.earlier,
      });
      return;
    }
    const { wish, steps } = request;
    const { data } = await client.POST('/requests', {
      params: { header: keyOf(name, 'file') },
      body: wish,
    });
    for (const [index, step] of steps.entries()) {
      await this.take(data!.id, step, `${name}-${index}`);
    }
  }

  private async take(
    requestId: string,
    step: ExampleStep,
    name: string,
  ): Promise<void> {
    const client = await this.clientOf(step.person);
    const params = { path: { requestId }, header: keyOf(name, 'step') };
    if ('event' in step) {
      const { event, reason } = step;
      await client.POST('/requests/{requestId}/events', {
        params,
        body: { event, reason },
      });
    } else if ('message' in step || 'note' in step) {
      await client.POST('/requests/{requestId}/messages', {
        params,
        body: {
          text: 'note' in step ? step.note : step.message,
          internal: 'note' in step,
        },
      });
    } else if ('offer' in step) {
      await this.offer(client, params, step.offer);
    } else if ('deliver' in step) {
      await this.deliverer.deliver(step.person, requestId, step.deliver, name);
    } else {
      await this.decide(client, requestId, step, name);
    }
  }

  private async offer(
    client: ServiceRequestsClient,
    params: {
      path: { requestId: string };
      header: { 'Idempotency-Key': string };
    },
    offer: ExampleOffer,
  ): Promise<void> {
    const { data } = await client.POST('/requests/{requestId}/offers', {
      params,
      body: toOffer(offer, Date.now()),
    });
    await client.POST('/offers/{offerId}/publication', {
      params: {
        path: { offerId: data!.id },
        header: keyOf(data!.id, 'publish'),
      },
      body: {},
    });
  }

  private async decide(
    client: ServiceRequestsClient,
    requestId: string,
    step: Extract<ExampleStep, { accept: unknown } | { decline: string }>,
    name: string,
  ): Promise<void> {
    const { data } = await client.GET('/requests/{requestId}/offers', {
      params: { path: { requestId } },
    });
    const [newest] = data!.items;
    const params = {
      path: { offerId: newest.id },
      header: keyOf(name, 'decide'),
    };
    if ('accept' in step) {
      await client.POST('/offers/{offerId}/acceptance', { params, body: {} });
    } else {
      await client.POST('/offers/{offerId}/decline', {
        params,
        body: { reason: step.decline },
      });
    }
  }
}

function toOffer(
  { content, validForDays, effectiveInDays }: ExampleOffer,
  now: number,
): { content: OfferContent; validUntil: string } {
  return {
    validUntil: dayAfter(now, validForDays),
    content: {
      ...content,
      effectiveFrom: dayAfter(now, effectiveInDays),
      schedule: content.schedule?.map(({ titles, inDays }) => ({
        titles,
        date: dayAfter(now, inDays),
      })),
    } as unknown as OfferContent,
  };
}
