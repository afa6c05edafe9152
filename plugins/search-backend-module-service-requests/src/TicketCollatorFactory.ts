import { Readable } from 'node:stream';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  type ServiceRequestsClient,
  type Ticket,
  TICKET_DOCUMENT_TYPE,
  type TicketDocument,
  type TicketKind,
  ticketReadPermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { everyPage, searchText } from '@dualcloud/foundation-node';
import { clientOf, type CollatorOptions } from './clientOf';

/** What people call them, in both languages. */
const WORDS_OF: Record<TicketKind, string> = {
  incident: 'incident, Störung, ticket',
  problem: 'problem, ticket',
  change: 'change, Änderung, ticket',
};

/**
 * Incidents, problems and changes, one document for each: without what was written
 * in them, and without the end users that they were reported for. Who may see the
 * ticket finds the document.
 * @public
 */
export class TicketCollatorFactory implements DocumentCollatorFactory {
  readonly type = TICKET_DOCUMENT_TYPE;
  readonly visibilityPermission = ticketReadPermission;

  private constructor(
    private readonly client: () => Promise<ServiceRequestsClient>,
  ) {}

  static create(options: CollatorOptions): TicketCollatorFactory {
    return new TicketCollatorFactory(clientOf(options));
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents(): AsyncGenerator<TicketDocument> {
    const client = await this.client();
    const tickets = everyPage(query =>
      client.GET('/tickets', { params: { query } }),
    );
    for await (const ticket of tickets) yield toDocument(ticket);
  }
}

function toDocument(ticket: Ticket): TicketDocument {
  const { id, number, kind, serviceRef } = ticket;
  return {
    title: `${number}: ${ticket.title}`,
    text: searchText(
      [number, ticket.title, WORDS_OF[kind]],
      [
        serviceRef,
        ticket.systemRef,
        ticket.customerRef,
        ticket.softwareProviderRef,
      ],
    ),
    location: `/service-desk/${encodeURIComponent(id)}`,
    authorization: { resourceRef: `ticket:${id}` },
    kind,
    serviceRef,
  };
}
