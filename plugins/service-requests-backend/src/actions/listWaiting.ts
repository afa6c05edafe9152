import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import type { ActionDeps } from './common';

/** `service-requests:list-waiting` */
export function registerListWaiting(
  registry: ActionsRegistryService,
  {
    callers,
    requestReader,
    ticketReader,
  }: Pick<ActionDeps, 'callers' | 'requestReader' | 'ticketReader'>,
): void {
  registry.register({
    name: 'list-waiting',
    title: 'List what waits for me',
    description:
      'Requests, and incidents, problems and changes, in which it is your turn: what is to be done next, and until when. explain-request and explain-ticket tell more about one.',
    attributes: READ_ONLY,
    examples: [
      { title: 'What waits for me', input: {} },
      {
        title: 'What waits for me about one service',
        input: { service: 'cloudservice:default/kfz-zulassung' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          service: z
            .string()
            .optional()
            .describe('Entity ref of a CloudService'),
          system: z.string().optional().describe('Entity ref of a System'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe('Of each list; 50'),
        }),
      output: z =>
        z.object({
          totalRequests: z.number(),
          requests: z.array(
            z.object({
              number: z.string(),
              title: z.string(),
              type: z.string(),
              state: z.string(),
              next: z.string().optional(),
              dueAt: z.string().optional(),
              overdue: z.boolean(),
              customerRef: z.string(),
              serviceRef: z.string().optional(),
            }),
          ),
          totalTickets: z.number(),
          tickets: z.array(
            z.object({
              number: z.string(),
              kind: z.string(),
              title: z.string(),
              state: z.string(),
              incidentClass: z.string().optional(),
              serviceRef: z.string(),
              reportedAt: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'requests');
      const filter = { ...input, scope: 'waiting-for-me' } as const;
      const [requests, tickets] = await Promise.all([
        requestReader.list(caller, filter),
        ticketReader.list(caller, filter),
      ]);
      return {
        output: {
          totalRequests: requests.totalItems,
          requests: requests.items.map(request => ({
            number: request.number,
            title: request.title,
            type: request.type,
            state: request.state,
            next: request.next?.en,
            dueAt: request.dueAt,
            overdue: request.overdue,
            customerRef: request.customerRef,
            serviceRef: request.serviceRef,
          })),
          totalTickets: tickets.totalItems,
          tickets: tickets.items.map(ticket => ({
            number: ticket.number,
            kind: ticket.kind,
            title: ticket.title,
            state: ticket.state,
            incidentClass: ticket.incidentClass,
            serviceRef: ticket.serviceRef,
            reportedAt: ticket.reportedAt,
          })),
        },
      };
    },
  });
}
