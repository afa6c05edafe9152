import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { DRY_RUN_ID, type ServiceRequestsClients } from './clients';
import { reportIncidentExamples } from './examples';
import { fields } from './fields';

export function reportIncidentAction(clients: ServiceRequestsClients) {
  return createTemplateAction({
    id: 'service-requests:report-incident',
    description:
      'Reports that a service does not work as agreed, to the party that the agreement names',
    examples: reportIncidentExamples,
    supportsDryRun: true,
    schema: {
      input: {
        title: fields.title,
        description: z =>
          z
            .string()
            .min(1)
            .max(20_000)
            .describe('What happens, and since when'),
        serviceRef: z =>
          z
            .string()
            .max(255)
            .describe(
              'The service, such as cloudservice:default/kfz-zulassung',
            ),
        incidentClass: z =>
          z
            .enum(['operation-preventing', 'operation-impeding', 'minor'])
            .optional()
            .describe(
              'How much of the service is left, as agreements count it',
            ),
        customerRef: fields.customerRef,
        systemRef: fields.systemRef,
        environmentId: z =>
          z.string().max(255).optional().describe('Id of the environment'),
        instanceId: z =>
          z.string().max(255).optional().describe('Id of the service instance'),
        part: z =>
          z
            .string()
            .max(63)
            .optional()
            .describe('Part of the service, as the agreement calls it'),
        reporterName: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe('An end user on whose behalf it is reported'),
        faultSince: z =>
          z
            .string()
            .datetime({ offset: true })
            .optional()
            .describe(
              'Since when it does not work, such as 2026-12-01T08:00:00+01:00; not in the future',
            ),
      },
      output: {
        ticketId: z => z.string().describe('Id of the incident'),
        number: z =>
          z.string().describe('Number for people, such as INC-2026-0007'),
        assignedTo: z => z.string().describe('The group that takes it'),
        url: fields.url,
      },
    },
    async handler(ctx) {
      const wish = { ...ctx.input, kind: 'incident' as const };
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Nothing is reported in a dry run. "${wish.title}" would be, about ${wish.serviceRef}.`,
        );
        ctx.output('ticketId', DRY_RUN_ID);
        ctx.output('number', DRY_RUN_ID);
        ctx.output('assignedTo', '');
        ctx.output('url', '/service-desk');
        return;
      }
      const reported = await clients.once(
        ctx,
        { what: 'incident', wish },
        (client, header) =>
          client.POST('/tickets', { params: { header }, body: wish }),
        ({ id, number, assigned }) => ({
          id,
          number,
          assignedTo: assigned.ref,
        }),
      );
      ctx.logger.info(
        `Incident ${reported.number} is reported; ${reported.assignedTo} takes it.`,
      );
      ctx.output('ticketId', reported.id);
      ctx.output('number', reported.number);
      ctx.output('assignedTo', reported.assignedTo);
      ctx.output('url', `/service-desk/${encodeURIComponent(reported.id)}`);
    },
  });
}
