import type { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createServiceRequestsClient,
  type OfferContent,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { signInAs } from '../exampleData';
import type { ExampleOffer, ExampleRequest, ExampleStep } from './scenario';

const DAY_MS = 86_400_000;

/**
 * Files requests and works on them, signed in as the example people and through
 * the same API as anybody else. Each deed has a key of its own, so that it has one
 * effect, however often the portal is interrupted.
 */
export class ExampleRequester {
  private constructor(private readonly discovery: DiscoveryService) {}

  static create(discovery: DiscoveryService): ExampleRequester {
    return new ExampleRequester(discovery);
  }

  async make(request: ExampleRequest): Promise<void> {
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
      await this.deliver(client, requestId, step.deliver, name);
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

  /** A release that nobody has looked at yet, so that its takeover stops at its gates. */
  private async deliver(
    client: ServiceRequestsClient,
    requestId: string,
    version: string,
    name: string,
  ): Promise<void> {
    const { data } = await client.POST('/releases', {
      params: { header: keyOf(name, 'deliver') },
      body: {
        requestId,
        version,
        kind: 'major',
        notes: 'First release for the takeover.',
        artefacts: [
          {
            name: `release-${version}.tgz`,
            url: `https://artefacts.nordmark.example/release-${version}.tgz`,
            sha256:
              'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          },
        ],
      },
    });
    const { data: takeover } = await client.POST('/takeovers', {
      params: { header: keyOf(name, 'open') },
      body: { requestId, releaseId: data!.id },
    });
    await client.POST('/takeovers/{takeoverId}/checks', {
      params: {
        path: { takeoverId: takeover!.id },
        header: keyOf(name, 'check'),
      },
    });
  }

  private clientOf(person: string): Promise<ServiceRequestsClient> {
    const { discovery } = this;
    return createServiceRequestsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(person, { discovery }),
    });
  }
}

/** Days of the example are counted from today. */
export function toOffer(
  { content, validForDays, effectiveInDays }: ExampleOffer,
  now: number,
): { content: OfferContent; validUntil: string } {
  const day = (days: number) =>
    new Date(now + days * DAY_MS).toISOString().slice(0, 10);
  return {
    validUntil: day(validForDays),
    content: {
      ...content,
      effectiveFrom: day(effectiveInDays),
      schedule: content.schedule?.map(({ titles, inDays }) => ({
        titles,
        date: day(inDays),
      })),
    } as unknown as OfferContent,
  };
}

function keyOf(name: string, deed: string) {
  return { 'Idempotency-Key': `example-request-${deed}-${name}` };
}
