import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** What a ticket system and the portal tell each other. Times are RFC 3339. @public */
export type TicketFields = {
  title: string;
  description: string;
  /** As in the portal's process of the kind, such as `in-progress`. */
  state: string;
  incidentClass?: 'operation-preventing' | 'operation-impeding' | 'minor';
  workaround?: string;
  resolution?: string;
};

/** One of them. @public */
export type TicketField = keyof TicketFields;

/** Something said about a ticket. @public */
export type TicketRemark = {
  /** Unique in the system that it comes from; the same when it is told again. */
  id: string;
  by: string;
  text: string;
};

/**
 * A ticket that began in the ticket system, for the portal to take in.
 * @public
 */
export type TicketOpening = {
  kind: 'incident' | 'problem' | 'change';
  /** The `CloudService` that it is about. */
  serviceRef: string;
  customerRef?: string;
  systemRef?: string;
  environmentId?: string;
  instanceId?: string;
  /** Part of the service, as the agreement calls it. */
  part?: string;
  /** An end user on whose behalf it was reported. */
  reporterName?: string;
};

/**
 * What the portal tells a ticket system. Told again under the same `messageId`
 * until the system has taken it; whoever takes it does so once for each id.
 * @public
 */
export type OutgoingTicket = {
  messageId: string;
  ticketId: string;
  /** For people, such as `INC-2026-0001`. */
  number: string;
  kind: 'incident' | 'problem' | 'change';
  serviceRef: string;
  customerRef?: string;
  reporterName?: string;
  /** Id in the ticket system; absent: it does not have it yet. */
  externalId?: string;
  /** What has changed since the last exchange; of a new ticket all. */
  fields: Partial<TicketFields>;
  /**
   * What both sides had last, of these fields. Where the system has something
   * else by now, both have changed it: it keeps its own and answers with it
   * under `conflicts`.
   */
  known: Partial<TicketFields>;
  remarks: TicketRemark[];
};

/** What a ticket system answers. @public */
export type PushedTicket = {
  /** The id that the ticket has there. */
  externalId?: string;
  /** What it did not take because both sides have changed it, as it is there. */
  conflicts?: Partial<TicketFields>;
};

/**
 * The ticket system works, and does not take this ticket as it is. Others go on;
 * this one is worked out anew and told again later.
 * @public
 */
export class TicketRefusedError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'TicketRefusedError';
  }
}

/**
 * What a ticket system tells the portal.
 * @public
 */
export type IncomingTicket = {
  /** The same when it is told again. */
  messageId: string;
  /** Id in the ticket system; or `ticketId`, that of the portal. */
  externalId?: string;
  ticketId?: string;
  /**
   * Grows with each message about the ticket. The fields of one that comes after
   * a higher one are out of date, and not taken.
   */
  sequence?: number;
  /** Of a ticket that began there; it needs a title and a description beside it. */
  opens?: TicketOpening;
  /** As they are there now; what is left out has not changed. */
  fields?: Partial<TicketFields>;
  remarks?: TicketRemark[];
};

/** What a connector has read. @public */
export type PulledTickets = {
  tickets: IncomingTicket[];
  /** Where to go on; stored together with what the tickets changed. */
  cursor: string;
};

/**
 * Hands tickets over to a real ticket system. The plugin sees to it that nothing
 * is lost or done twice, and that what both sides changed is settled by people.
 * @public
 */
export interface TicketConnector {
  /** Kebab case; unique. */
  readonly id: string;
  /**
   * Tells the system of a ticket. May be called again with the very same message
   * after a failure whose outcome nobody knows.
   * @throws TicketRefusedError if the system does not take this ticket
   * @throws Error if the system cannot be reached; all are told again later
   */
  push(message: OutgoingTicket): Promise<PushedTicket>;
  /**
   * Reads what has changed there; absent where the system tells by itself.
   * @param cursor - as the last call gave it; absent the first time
   */
  pull?(cursor: string | undefined): Promise<PulledTickets>;
}

/** @public */
export interface TicketConnectorsExtensionPoint {
  /** Every ticket is handed over to each of them. */
  addConnector(connector: TicketConnector): void;
}

/**
 * Where modules bring in ticket systems.
 * @public
 */
export const ticketConnectorsExtensionPoint =
  createExtensionPoint<TicketConnectorsExtensionPoint>({
    id: 'service-requests.ticket-connectors',
  });
