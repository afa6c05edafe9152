import { readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { DRY_RUN_ID, type ServiceRequestsClients } from './clients';
import { deliverReleaseExamples } from './examples';
import { fields, releaseFields } from './fields';
import { takeoverText } from './takeoverText';

const onlyId = ({ id }: { id: string }) => ({ id });

export function deliverReleaseAction(clients: ServiceRequestsClients) {
  return createTemplateAction({
    id: 'service-requests:deliver-release',
    description:
      'Delivers a release with its papers, and opens its takeover where a request is named',
    examples: deliverReleaseExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...releaseFields,
        requestId: z =>
          z
            .string()
            .optional()
            .describe('The request whose takeover is opened with it; or'),
        serviceRef: z =>
          z
            .string()
            .max(255)
            .optional()
            .describe('the individual service that it is a release of'),
        customerRef: fields.customerRef,
        testEnvironmentId: z =>
          z.string().optional().describe('Environment that it was tested in'),
        productionEnvironmentId: z =>
          z
            .string()
            .optional()
            .describe('Environment that it is taken over into'),
      },
      output: {
        releaseId: fields.releaseId,
        takeoverId: z =>
          fields.takeoverId(z).optional().describe('Where a request was named'),
        missing: z =>
          z
            .array(z.string())
            .describe('What stands between it and its acceptance'),
        url: fields.url,
      },
    },
    async handler(ctx) {
      const { requestId, testEnvironmentId, productionEnvironmentId, ...rest } =
        ctx.input;
      if (Boolean(requestId) === Boolean(rest.serviceRef)) {
        throw new InputError(
          'Say what the release is of: either requestId or serviceRef',
        );
      }
      const delivery = {
        ...(await readDelivery(ctx.workspacePath, rest)),
        requestId,
      };
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Nothing is delivered in a dry run. Version ${delivery.version} would be, with ${delivery.artefacts.length} artefacts.`,
        );
        ctx.output('releaseId', DRY_RUN_ID);
        if (requestId) ctx.output('takeoverId', DRY_RUN_ID);
        ctx.output('missing', []);
        ctx.output('url', '/service-requests');
        return;
      }
      const { id: releaseId } = await clients.once(
        ctx,
        { what: 'release', wish: delivery },
        (client, header) =>
          client.POST('/releases', { params: { header }, body: delivery }),
        onlyId,
      );
      ctx.logger.info(`Version ${delivery.version} is delivered.`);
      ctx.output('releaseId', releaseId);
      if (!requestId) {
        ctx.output('missing', []);
        ctx.output('url', '/service-requests');
        return;
      }
      const wish = {
        releaseId,
        requestId,
        testEnvironmentId,
        productionEnvironmentId,
      };
      const { id: takeoverId } = await clients.once(
        ctx,
        { what: 'takeover', wish },
        (client, header) =>
          client.POST('/takeovers', { params: { header }, body: wish }),
        onlyId,
      );
      const takeover = await clients.ask(ctx, client =>
        client.GET('/takeovers/{takeoverId}', {
          params: { path: { takeoverId } },
        }),
      );
      ctx.logger.info(takeoverText(takeover));
      ctx.output('takeoverId', takeoverId);
      ctx.output(
        'missing',
        Array.from(takeover.missing, ({ en }) => en),
      );
      ctx.output('url', `/service-requests/${encodeURIComponent(requestId)}`);
    },
  });
}

type Wish = {
  sbomPath?: string;
  sbom?: { content?: string; link?: string; sha256?: string };
  knownErrors?: Array<{ title: string; workaround?: string }>;
  testEvidence?: Array<{ text?: string; link?: string }>;
  supportContact?: string;
  thirdLevelHours?: { calendarRef?: string; text?: string };
  security?: { text?: string; link?: string };
  dataProtection?: { text?: string; link?: string };
};

/** The papers in a field of their own, as the API has them; the SBOM out of the workspace. */
async function readDelivery<T extends Wish>(workspace: string, wish: T) {
  const {
    sbomPath,
    sbom,
    knownErrors,
    testEvidence,
    supportContact,
    thirdLevelHours,
    security,
    dataProtection,
    ...rest
  } = wish;
  if (sbomPath && sbom) {
    throw new InputError('sbomPath and sbom exclude each other');
  }
  return {
    ...rest,
    sbom: sbomPath ? { content: await readSbom(workspace, sbomPath) } : sbom,
    papers: {
      knownErrors,
      testEvidence,
      supportContact,
      thirdLevelHours,
      security,
      dataProtection,
    },
  };
}

async function readSbom(workspace: string, path: string): Promise<string> {
  const file = resolveSafeChildPath(workspace, path);
  return readFile(file, 'utf8').catch(error => {
    throw new InputError(
      `sbomPath: "${path}" cannot be read in the workspace`,
      error,
    );
  });
}
