import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { pluginClient } from '@dualcloud/foundation-node';
import { stringify } from 'yaml';
import { checkAgreement } from './checkAgreement';
import { attachAgreementExamples } from './examples';
import { placeFields, specFields } from './fields';
import { writeAgreement } from './writeAgreement';

/** What the action needs of the backend. @public */
export type AttachAgreementOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
};

/**
 * Writes an agreement into the repository that a template is about to publish,
 * once the service levels backend has nothing against it. The check has the rights
 * of the user who started the task. A dry run checks and writes too, into its own
 * workspace, so that one sees the document.
 * @public
 */
export function attachAgreementAction(options: AttachAgreementOptions) {
  return createTemplateAction({
    id: 'service-levels:attach-agreement',
    description:
      'Checks a service level agreement and writes it, as a document of the catalog, into the repository of a new service',
    examples: attachAgreementExamples,
    supportsDryRun: true,
    schema: {
      input: { ...specFields, ...placeFields },
      output: {
        agreementId: z =>
          z.string().describe('Agreement and version, such as kfz-archive/1'),
        entityRef: z =>
          z.string().describe("Reference of the agreement's version"),
        paths: z =>
          z
            .array(z.string())
            .describe('What was written: the document, and the catalog file'),
        document: z => z.string().describe('The document, in YAML'),
      },
    },
    async handler(ctx) {
      const { path, catalogInfoPath, version = '1', ...terms } = ctx.input;
      const { agreement, ...rest } = terms;
      const name = `${agreement}-${version}`;
      const files = {
        path: path ?? `agreements/${name}.yaml`,
        catalogInfoPath: catalogInfoPath ?? 'catalog-info.yaml',
      };
      const text = stringify(
        {
          apiVersion: 'dualcloud.dev/v1alpha1',
          kind: 'ServiceLevelAgreement',
          metadata: { name, title: terms.titles?.en },
          spec: { agreement, version, ...rest },
        },
        // Days in quotes: other readers of YAML take them for instants.
        { schema: 'yaml-1.1', singleQuote: true },
      );
      const client = pluginClient(
        options,
        'service-levels',
        createServiceLevelsClient,
        () => ctx.getInitiatorCredentials(),
      );
      const document = { path: files.path, text };
      await checkAgreement(await client(), document, ctx.logger);
      await writeAgreement(ctx.workspacePath, { ...files, name, text });
      ctx.logger.info(
        `The agreement "${agreement}", version "${version}", valid from ${terms.validFrom}, is in ${files.path}`,
      );
      ctx.output('agreementId', `${agreement}/${version}`);
      ctx.output('entityRef', `servicelevelagreement:default/${name}`);
      ctx.output('paths', [files.path, files.catalogInfoPath]);
      ctx.output('document', text);
    },
  });
}
