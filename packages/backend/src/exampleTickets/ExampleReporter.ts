import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type { ServiceRequestsClient } from '@dualcloud/backstage-plugin-service-requests-common';
import { type ClientOf, requestsClients, signInAs } from '../exampleData';
import type {
  ExampleTicket,
  ExampleTicketStep,
  ExampleWindow,
} from './scenario';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Reports incidents, problems and changes and works on them, signed in as the
 * example people and through the same API as anybody else. Each deed has a key of
 * its own, so that it has one effect, however often the portal is interrupted.
 */
export class ExampleReporter {
  private constructor(
    private readonly clientOf: ClientOf,
    private readonly discovery: DiscoveryService,
  ) {}

  static create(discovery: DiscoveryService): ExampleReporter {
    return new ExampleReporter(requestsClients(discovery), discovery);
  }

  async make({ name, person, wish, steps }: ExampleTicket): Promise<void> {
    if (wish.kind === 'incident') {
      await this.requireAgreement(person, wish.serviceRef);
    }
    const client = await this.clientOf(person);
    const { data } = await client.POST('/tickets', {
      params: { header: keyOf(name, 'report') },
      body: wish,
    });
    for (const [index, step] of steps.entries()) {
      await this.take(data!.id, step, `${name}-${index}`);
    }
  }

  /**
   * Before it is there, incidents go to the IT service provider.
   *
   * @throws Error while it is not there yet
   */
  private async requireAgreement(
    person: string,
    serviceRef: string,
  ): Promise<void> {
    const { discovery } = this;
    const client = await createServiceLevelsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(person, { discovery }),
    });
    const { data } = await client.GET('/agreements', {
      params: { query: { service: serviceRef } },
    });
    if (data!.items.length === 0) {
      throw new Error(`there is no agreement on ${serviceRef} yet`);
    }
  }

  private async take(
    ticketId: string,
    step: ExampleTicketStep,
    name: string,
  ): Promise<void> {
    const client = await this.clientOf(step.person);
    const params = { path: { ticketId }, header: keyOf(name, 'step') };
    if ('event' in step) {
      const { person, window, ...said } = step;
      await client.POST('/tickets/{ticketId}/events', {
        params,
        body: { ...said, ...(window && toWindow(window, Date.now())) },
      });
    } else if ('workaround' in step) {
      const { workaround } = step;
      await client.PUT('/tickets/{ticketId}', { params, body: { workaround } });
    } else if ('assign' in step) {
      await client.PUT('/tickets/{ticketId}/assignment', {
        params,
        body: { assignedRef: step.assign },
      });
    } else if ('link' in step) {
      const targetId = await findTicket(client, step.link);
      await client.PUT('/tickets/{ticketId}/links/{linkKind}/{targetId}', {
        params: {
          ...params,
          path: { ticketId, linkKind: 'ticket', targetId },
        },
      });
    } else {
      await client.POST('/tickets/{ticketId}/comments', {
        params,
        body: {
          text: 'note' in step ? step.note : step.comment,
          internal: 'note' in step,
        },
      });
    }
  }
}

/** Days of the example are counted from today. */
export function toWindow(
  { inDays, fromHour, hours }: ExampleWindow,
  now: number,
): { plannedFrom: string; plannedTo: string } {
  const from = new Date(now + inDays * DAY_MS).setUTCHours(fromHour, 0, 0, 0);
  return {
    plannedFrom: new Date(from).toISOString(),
    plannedTo: new Date(from + hours * HOUR_MS).toISOString(),
  };
}

/** @throws NotFoundError if whoever asks sees no ticket of that title */
async function findTicket(
  client: ServiceRequestsClient,
  title: string,
): Promise<string> {
  const { data } = await client.GET('/tickets', {
    params: { query: { q: title } },
  });
  const found = data!.items.find(ticket => ticket.title === title);
  if (!found) throw new NotFoundError(`no ticket is called "${title}"`);
  return found.id;
}

function keyOf(name: string, deed: string) {
  return { 'Idempotency-Key': `example-ticket-${deed}-${name}` };
}
