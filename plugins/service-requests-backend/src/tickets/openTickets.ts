import type { Knex } from 'knex';
import type { TicketRow } from './types';

/** What is going to be changed, and whose it is. */
export type TicketScope = {
  customerRef: string;
  serviceRef?: string;
  systemRef?: string;
  environmentId?: string;
};

/** An incident or a problem that is open. */
export type OpenTicket = {
  id: string;
  number: string;
  kind: 'incident' | 'problem';
  title: string;
};

const MOST = 100;

/**
 * Incidents and problems that are open about a service, a system or an
 * environment and are one customer's own. Of other customers' tickets it tells
 * nothing, not even how many there are.
 */
export async function openTickets(
  knex: Knex,
  { customerRef, serviceRef, systemRef, environmentId }: TicketScope,
): Promise<OpenTicket[]> {
  const rows: TicketRow[] = await knex('tickets')
    .where({ customer_ref: customerRef, open: 1 })
    .whereIn('kind', ['incident', 'problem'])
    .where(about =>
      about
        .whereIn('service_ref', refsOf(serviceRef))
        .orWhereIn('system_ref', refsOf(systemRef))
        .orWhereIn('environment_id', environmentId ? [environmentId] : []),
    )
    .orderBy('number')
    .limit(MOST);
  return rows.map(({ id, number, kind, title }) => ({
    id,
    number,
    kind: kind as OpenTicket['kind'],
    title,
  }));
}

function refsOf(ref: string | undefined): string[] {
  return ref ? [ref.toLocaleLowerCase('en-US')] : [];
}
