import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { formatDocumentProblem } from '@dualcloud/foundation-common';

/**
 * Asks the backend, which knows the calendars and what is in force already.
 *
 * @param logger - of the task: the lines that the refusal names are printed there
 * @throws InputError with line, field and rule of everything that is wrong
 */
export async function checkAgreement(
  client: ServiceLevelsClient,
  document: { path: string; text: string },
  logger: Pick<LoggerService, 'info'>,
): Promise<void> {
  const { path, text } = document;
  const { ok, problems } = await ask(client, text);
  if (ok) return;
  const lines = text.split('\n').map((line, index) => `${index + 1}: ${line}`);
  logger.info([`${path}, as it was checked:`, ...lines].join('\n'));
  throw new InputError(
    [
      `${path} is refused, and nothing was written (its lines are in the log):`,
      ...problems.map(problem => `- ${formatDocumentProblem(problem)}`),
    ].join('\n'),
  );
}

async function ask(client: ServiceLevelsClient, text: string) {
  try {
    const { data } = await client.POST('/agreements/check', { body: { text } });
    if (!data) throw new Error('the answer was empty');
    return data;
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode < 500) {
      const refused = `The agreement could not be checked: ${error.message}`;
      throw [401, 403].includes(error.statusCode)
        ? new NotAllowedError(refused, error)
        : new InputError(refused, error);
    }
    throw new ServiceUnavailableError(
      `Service levels do not answer, so the agreement was not checked and nothing was written; retry the task: ${error}`,
    );
  }
}
