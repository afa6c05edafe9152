import type { OutgoingTicket } from '@dualcloud/backstage-plugin-service-requests-node';
import type { Knex } from 'knex';

/** A row of `connector_tickets`: a ticket in a connected system. */
export type ExchangeRow = {
  connector: string;
  ticket_id: string;
  external_id: string | null;
  sequence: number | string | null;
  base: string;
  told_comment: number | string;
  told_at: number | string | null;
  outgoing: string | null;
  due: number;
  attempts: number;
  next_at: number | string;
  problem: string | null;
};

/** A message on its way, with the last comment that it tells. */
export type Frozen = { message: OutgoingTicket; toldComment: number };

/** The row of a ticket in a system. */
export function exchange(
  knex: Knex,
  { connector, ticket_id }: Pick<ExchangeRow, 'connector' | 'ticket_id'>,
): Knex.QueryBuilder {
  return knex('connector_tickets').where({ connector, ticket_id });
}
