import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import { fromOptionalJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { TicketStepRow } from '../tickets';

/** Who gave a field of a ticket its value here, and when. */
export type AuthorOf = (
  ticketId: string,
  field: keyof TicketFields,
) => { by: string; at: number };

/** Reads it from what is on record; whoever reported a ticket gave it its first values. */
export async function whoChanged(
  knex: Knex,
  ticketIds: readonly string[],
): Promise<AuthorOf> {
  const steps: Array<TicketStepRow & { ticket_id: string }> = await knex(
    'ticket_events',
  )
    .whereIn('ticket_id', [...new Set(ticketIds)])
    .orderBy('id', 'desc');
  return (ticketId, field) => {
    const own = steps.filter(step => step.ticket_id === ticketId);
    const { by, at } = own.find(step => touches(step, field)) ?? own.at(-1)!;
    return { by, at: Number(at) };
  };
}

function touches(
  { from_state, to_state, details }: TicketStepRow,
  field: keyof TicketFields,
): boolean {
  if (field === 'state') return to_state !== null && to_state !== from_state;
  const { fields = [] } =
    fromOptionalJson<{ fields?: string[] }>(details) ?? {};
  return fields.includes(field);
}
