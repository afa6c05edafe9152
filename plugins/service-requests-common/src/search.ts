import type { TicketKind } from './tickets';

/** The type under which requests are in Backstage's search. @public */
export const SERVICE_REQUEST_DOCUMENT_TYPE = 'service-requests';

/** The type under which incidents, problems and changes are in Backstage's search. @public */
export const TICKET_DOCUMENT_TYPE = 'service-tickets';

/**
 * A request as search has it. `title` and `text` are what is searched, in both
 * languages; the rest is for whoever shows it.
 * @public
 */
export type ServiceRequestDocument = {
  /** Number and title. */
  title: string;
  text: string;
  /** Path of the request's page. */
  location: string;
  /** `request:<id>`, about which `requestReadPermission` is asked. */
  authorization: { resourceRef: string };
  typeTitles: { en: string; de?: string };
  customerRef: string;
};

/**
 * A ticket as search has it, like a {@link ServiceRequestDocument}.
 * @public
 */
export type TicketDocument = {
  /** Number and title. */
  title: string;
  text: string;
  /** Path of the ticket's page. */
  location: string;
  /** `ticket:<id>`, about which `ticketReadPermission` is asked. */
  authorization: { resourceRef: string };
  kind: TicketKind;
  serviceRef: string;
};
