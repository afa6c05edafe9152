import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import { type ActionDeps, eventText } from './common';
import { idOf } from './findByNumber';

/** `service-requests:explain-ticket` */
export function registerExplainTicket(
  registry: ActionsRegistryService,
  { callers, ticketReader }: Pick<ActionDeps, 'callers' | 'ticketReader'>,
): void {
  registry.register({
    name: 'explain-ticket',
    title: 'Explain an incident, a problem or a change',
    description:
      'Where a ticket stands, who works on it and why that group, its workaround and resolution, and what you may do.',
    attributes: READ_ONLY,
    examples: [{ title: 'By its number', input: { ticket: 'INC-2026-0007' } }],
    schema: {
      input: z =>
        z.object({
          ticket: z.string().min(1).max(255).describe('Number or id'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          number: z.string(),
          kind: z.string(),
          title: z.string(),
          state: z.string(),
          waitsFor: z.string().optional(),
          incidentClass: z.string().optional(),
          serviceRef: z.string(),
          assignedTo: z.string(),
          assignedBecause: z.string(),
          workaround: z.string().optional(),
          resolution: z.string().optional(),
          plannedFrom: z.string().optional(),
          plannedTo: z.string().optional(),
          reportedAt: z.string(),
          respondedAt: z.string().optional(),
          restoredAt: z.string().optional(),
          possible: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'tickets');
      const id = await idOf('ticket', input.ticket, q =>
        ticketReader.list(caller, { q }),
      );
      const ticket = await ticketReader.get(caller, id);
      return {
        output: {
          id,
          number: ticket.number,
          kind: ticket.kind,
          title: ticket.title,
          state: ticket.state,
          waitsFor: ticket.waitsFor,
          incidentClass: ticket.incidentClass,
          serviceRef: ticket.serviceRef,
          assignedTo: ticket.assigned.ref,
          assignedBecause: ticket.assigned.why,
          workaround: ticket.workaround,
          resolution: ticket.resolution,
          plannedFrom: ticket.plannedFrom,
          plannedTo: ticket.plannedTo,
          reportedAt: ticket.reportedAt,
          respondedAt: ticket.respondedAt,
          restoredAt: ticket.restoredAt,
          possible: ticket.possible.map(eventText),
        },
      };
    },
  });
}
