import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { follow } from '@dualcloud/foundation-node';
import { BACKEND, type ServiceRequestsClients } from './clients';
import { waitForVerdictExamples } from './examples';
import { fields } from './fields';
import { takeoverText } from './takeoverText';

const DEFAULT_TIMEOUT_MINUTES = 60;

export function waitForVerdictAction(clients: ServiceRequestsClients) {
  return createTemplateAction({
    id: 'service-requests:wait-for-verdict',
    description:
      'Waits until a takeover is accepted, rejected or rolled back, and says meanwhile what is missing',
    examples: waitForVerdictExamples,
    supportsDryRun: true,
    schema: {
      input: {
        takeoverId: fields.takeoverId,
        timeoutMinutes: z =>
          z
            .number()
            .positive()
            .max(24 * 60)
            .optional()
            .describe(
              `How long to wait; ${DEFAULT_TIMEOUT_MINUTES} minutes if left out. The takeover goes on afterwards`,
            ),
        failUnlessAccepted: z =>
          z
            .boolean()
            .optional()
            .describe(
              'Whether the task fails unless it is accepted; true if left out',
            ),
      },
      output: {
        state: fields.state,
        defects: z =>
          z.array(z.string()).describe('Why it was rejected, a line each'),
      },
    },
    async handler(ctx) {
      const {
        takeoverId,
        timeoutMinutes,
        failUnlessAccepted = true,
      } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info('Nothing to wait for in a dry run.');
        ctx.output('state', 'accepted');
        ctx.output('defects', []);
        return;
      }
      const params = { path: { takeoverId } };
      // The user has to be allowed to see it; only the waiting is ours.
      const { number } = await clients.ask(ctx, client =>
        client.GET('/takeovers/{takeoverId}', { params }),
      );
      const client = await clients.asScaffolder();
      let said = '';
      const takeover = await follow({
        what: `Takeover ${number}`,
        backend: BACKEND,
        look: async () =>
          (
            await client.GET('/takeovers/{takeoverId}', { params })
          ).data,
        show: seen => {
          const text = takeoverText(seen);
          if (text !== said) ctx.logger.info(text);
          said = text;
        },
        isFinished: ({ state }) => state !== 'open',
        logger: ctx.logger,
        signal: ctx.signal,
        timeoutMs: (timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES) * 60_000,
      });
      const defects = Array.from(takeover.defects, defectText);
      if (failUnlessAccepted && takeover.state !== 'accepted') {
        throw new Error(
          [
            `Takeover ${number} is ${takeover.state}${
              takeover.reason ? `: ${takeover.reason}` : ''
            }`,
            ...defects,
          ].join('\n- '),
        );
      }
      ctx.output('state', takeover.state);
      ctx.output('defects', defects);
    },
  });
}

function defectText({
  title,
  description,
}: TakeoverDetail['defects'][number]): string {
  return description ? `${title}: ${description}` : title;
}
