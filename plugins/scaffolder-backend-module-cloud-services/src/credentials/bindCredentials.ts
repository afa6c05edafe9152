import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { Binding } from '@dualcloud/backstage-plugin-cloud-services-common';
import { bindExamples } from '../actions/examples';
import type { CloudServicesClients } from '../api/clients';
import { explain } from '../api/explain';
import { DRY_RUN_ID } from '../api/links';
import { identityOf, isPassing, taskKey } from '@dualcloud/foundation-node';
import type { AnyContext } from '../orders/placeOrder';

/*
 * Credentials in a template.
 *
 * The step's output is a reference: the id of the binding. It is all that the
 * scaffolder ever stores. The value is fetched as the scaffolder, for this task
 * only, and put into `ctx.secrets`: the object that holds the running task's
 * secrets in memory and that the scaffolder renders `${{ secrets.… }}` from. It
 * reads that object from its database when it claims a task and never writes it
 * back, so the value goes when the process does.
 *
 * A resumed task therefore needs the value again. Without task recovery the
 * scaffolder runs every step again, and this one finds its binding by the
 * checkpoint. With task recovery it skips this step as completed:
 * `bindAgainOnResume.ts` sees to that.
 */

export const BIND_ACTION = 'cloud-services:credentials:bind';

const SECRET_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const POLL_MS = 1_000;
const PATIENCE_MS = 10 * 60_000;

/** Asks for a binding on behalf of the user, once for the step and the wish. */
async function reference(
  context: AnyContext,
  clients: CloudServicesClients,
  input: { instanceId: string; purpose?: string; parameters?: JsonObject },
): Promise<string> {
  const wish = identityOf(input);
  return await context.checkpoint({
    key: `binding.${wish}`,
    fn: async () => {
      const client = await clients.asInitiator(context);
      const { data } = await client
        .POST('/instances/{instanceId}/bindings', {
          params: {
            path: { instanceId: input.instanceId },
            header: {
              'Idempotency-Key': taskKey(context, 'binding', wish),
            },
          },
          body: {
            purpose: input.purpose,
            parameters: input.parameters,
            taskId: context.task.id,
          },
        })
        .catch(error => {
          throw explain(error);
        });
      if (!data) throw new Error('the cloud services backend gave no binding');
      return data.id;
    },
  });
}

async function untilReady(
  context: AnyContext,
  clients: CloudServicesClients,
  bindingId: string,
): Promise<Binding> {
  const client = await clients.asScaffolder();
  const started = Date.now();
  for (;;) {
    if (context.signal?.aborted) throw new Error('The task was cancelled.');
    try {
      const { data } = await client.GET('/bindings/{bindingId}', {
        params: { path: { bindingId } },
      });
      if (data && data.state !== 'creating') {
        if (data.state === 'ready') return data;
        throw new InputError(
          data.failure?.message ??
            `Credentials ${bindingId} are ${data.state} and cannot be used`,
        );
      }
    } catch (error) {
      if (error instanceof InputError || !isPassing(error)) {
        throw explain(error);
      }
      context.logger.warn(
        'The cloud services backend does not answer; asking again in a moment',
      );
    }
    if (Date.now() - started > PATIENCE_MS) {
      throw new Error(
        `Credentials ${bindingId} are not ready after 10 minutes; retry this task to go on waiting`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, POLL_MS);
    });
  }
}

/**
 * The secrets that a value becomes: the whole as JSON, and each text or number
 * in it by its key. The scaffolder blots them out of the log of later steps.
 */
export function secretsOf(
  name: string,
  credentials: JsonObject,
): Record<string, string> {
  const result: Record<string, string> = {
    [name]: JSON.stringify(credentials),
  };
  for (const [key, value] of Object.entries(credentials)) {
    if (typeof value === 'string' || typeof value === 'number') {
      result[`${name}_${key.replace(/\W/g, '_')}`] = String(value);
    }
  }
  return result;
}

async function putIntoMemory(
  context: AnyContext & { secrets?: Record<string, string> },
  clients: CloudServicesClients,
  bindingId: string,
  secret: string,
) {
  const client = await clients.asScaffolder();
  const { data } = await client
    .POST('/bindings/{bindingId}/task-secret', {
      params: { path: { bindingId } },
      body: { taskId: context.task.id },
    })
    .catch(error => {
      throw explain(error);
    });
  if (!data || !context.secrets) {
    throw new Error('The task has no place for secrets');
  }
  const secrets = secretsOf(secret, data.credentials as JsonObject);
  Object.assign(context.secrets, secrets);
  context.logger.info(
    `The credentials are in this task's memory: ${Object.keys(secrets)
      .map(name => `secrets.${name}`)
      .join(', ')}`,
  );
}

export function bindCredentialsAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: BIND_ACTION,
    description:
      "Makes credentials for a service instance, for this task's own work; they are revoked a day later. Outputs a reference to them; their value goes into the running task's secrets and nowhere else",
    examples: bindExamples,
    supportsDryRun: true,
    schema: {
      input: {
        instanceId: z =>
          z
            .string()
            .optional()
            .describe('The service instance to make credentials for; or'),
        bindingId: z =>
          z
            .string()
            .optional()
            .describe('a reference that this task made before'),
        secret: z =>
          z
            .string()
            .regex(SECRET_NAME)
            .optional()
            .describe(
              'Name of the secret: `database` makes secrets.database (all of it as JSON), secrets.database_password and so on. Only the reference is made if left out',
            ),
        purpose: z =>
          z
            .string()
            .max(200)
            .optional()
            .describe('What the credentials are for; shown in the portal'),
        parameters: z =>
          z
            .record(z.any())
            .optional()
            .describe("Parameters, as the plan's binding schema has them"),
      },
      output: {
        bindingId: z =>
          z.string().describe('The reference: the id of the credentials'),
        secret: z =>
          z.string().optional().describe('Name of the secret, if there is one'),
      },
    },
    async handler(ctx) {
      const { instanceId, bindingId, secret, purpose, parameters } = ctx.input;
      if (Boolean(instanceId) === Boolean(bindingId)) {
        throw new InputError('Give either instanceId or bindingId');
      }
      if (secret) ctx.output('secret', secret);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Nothing is made in a dry run. This would make credentials${
            secret ? ` and put them into secrets.${secret}` : ''
          }.`,
        );
        ctx.output('bindingId', bindingId ?? DRY_RUN_ID);
        return;
      }
      const id =
        bindingId ??
        (await reference(ctx, clients, {
          instanceId: instanceId ?? '',
          purpose,
          parameters,
        }));
      ctx.output('bindingId', id);
      await untilReady(ctx, clients, id);
      if (secret) await putIntoMemory(ctx, clients, id, secret);
    },
  });
}
