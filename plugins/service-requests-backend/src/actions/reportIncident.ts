import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ticketCreatePermission } from '@dualcloud/backstage-plugin-service-requests-common';
import { userOf } from '@dualcloud/foundation-node';
import type { ActionDeps } from './common';

/** `service-requests:report-incident` */
export function registerReportIncident(
  registry: ActionsRegistryService,
  { callers, tickets }: Pick<ActionDeps, 'callers' | 'tickets'>,
): void {
  registry.register({
    name: 'report-incident',
    title: 'Report an incident',
    description:
      'Reports that a service does not work as agreed. It goes to the party that the agreement names; the answer says to whom, and why.',
    attributes: { readOnly: false, idempotent: true, destructive: false },
    visibilityPermission: ticketCreatePermission,
    examples: [
      {
        title: 'A service that nobody can use',
        input: {
          idempotencyKey: 'incident-${{ context.task.id }}',
          serviceRef: 'cloudservice:default/kfz-zulassung',
          title: 'Nobody can log in',
          description: 'The login page has answered 500 since eight.',
          incidentClass: 'operation-preventing',
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          idempotencyKey: z
            .string()
            .min(8)
            .max(200)
            .describe('The same key reports once, however often'),
          serviceRef: z
            .string()
            .max(255)
            .describe('Entity ref of a CloudService of either lane'),
          title: z.string().min(1).max(200),
          description: z.string().min(1).max(20_000),
          incidentClass: z
            .enum(['operation-preventing', 'operation-impeding', 'minor'])
            .optional(),
          customerRef: z
            .string()
            .max(255)
            .optional()
            .describe('The agency, where several use the service'),
          environmentId: z.string().max(255).optional(),
          instanceId: z.string().max(255).optional(),
          part: z
            .string()
            .max(63)
            .optional()
            .describe('Part of the service, as the agreement calls it'),
          reporterName: z
            .string()
            .max(200)
            .optional()
            .describe('An end user on whose behalf it is reported'),
          faultSince: z
            .string()
            .datetime({ offset: true })
            .optional()
            .describe('Since when it does not work; not in the future'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          number: z.string(),
          state: z.string(),
          assignedTo: z.string(),
          assignedBecause: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'tickets');
      const { idempotencyKey, ...wish } = input;
      const { response: body } = await tickets.report(
        caller,
        { kind: 'incident', ...wish },
        idempotencyKey,
      );
      return {
        output: {
          id: body.id,
          number: body.number,
          state: body.state,
          assignedTo: body.assigned.ref,
          assignedBecause: body.assigned.why,
        },
      };
    },
  });
}
