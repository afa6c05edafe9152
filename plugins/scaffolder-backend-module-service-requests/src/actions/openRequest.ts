import { InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { DRY_RUN_ID, type ServiceRequestsClients } from './clients';
import { openRequestExamples } from './examples';
import { fields } from './fields';

export function openRequestAction(clients: ServiceRequestsClients) {
  return createTemplateAction({
    id: 'service-requests:open-request',
    description:
      'Opens a request with the IT service provider: for a new individual service, a change, the takeover of a release, a decommissioning or advice',
    examples: openRequestExamples,
    supportsDryRun: true,
    schema: {
      input: {
        type: z =>
          z
            .string()
            .min(1)
            .max(63)
            .describe('Request type, such as new-individual-service'),
        title: fields.title,
        form: z =>
          z
            .record(z.any())
            .optional()
            .describe("What the type's form asks, by the names of its fields"),
        customerRef: fields.customerRef,
        systemRef: fields.systemRef,
        serviceRef: fields.serviceRef,
        softwareProviderRef: z =>
          z
            .string()
            .max(255)
            .optional()
            .describe(
              'Who makes the software, such as group:default/softwerk-nord',
            ),
        submit: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether it is submitted at once, or kept as a draft; true if left out',
            ),
      },
      output: {
        requestId: fields.requestId,
        number: z =>
          z.string().describe('Number for people, such as R-2026-0012'),
        state: fields.state,
        url: fields.url,
      },
    },
    async handler(ctx) {
      const { form = {}, submit = true, ...others } = ctx.input;
      const wish = { ...others, form, submit };
      if (ctx.isDryRun) {
        const { items } = await clients.ask(ctx, client =>
          client.GET('/request-types'),
        );
        checkType(items, wish.type);
        ctx.logger.info(
          `Nothing is opened in a dry run. "${wish.title}" would be ${
            submit ? 'submitted' : 'kept as a draft'
          }, as ${wish.type}.`,
        );
        ctx.output('requestId', DRY_RUN_ID);
        ctx.output('number', DRY_RUN_ID);
        ctx.output('state', submit ? 'submitted' : 'draft');
        ctx.output('url', '/service-requests');
        return;
      }
      const opened = await clients.once(
        ctx,
        { what: 'request', wish },
        (client, header) =>
          client.POST('/requests', { params: { header }, body: wish }),
        ({ id, number, state }) => ({ id, number, state }),
      );
      ctx.logger.info(`Request ${opened.number} is open.`);
      ctx.output('requestId', opened.id);
      ctx.output('number', opened.number);
      ctx.output('state', opened.state);
      ctx.output('url', `/service-requests/${encodeURIComponent(opened.id)}`);
    },
  });
}

function checkType(
  types: Array<{ name: string; mayOpen: boolean }>,
  name: string,
): void {
  const type = types.find(one => one.name === name);
  if (!type) {
    const names = types.map(one => one.name).join(', ');
    throw new InputError(
      `type: there is no request type "${name}"; there are ${names}`,
    );
  }
  if (!type.mayOpen) {
    throw new NotAllowedError(`type: "${name}" is opened by other parties`);
  }
}
