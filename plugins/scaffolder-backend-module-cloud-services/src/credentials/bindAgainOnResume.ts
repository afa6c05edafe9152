import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { BIND_ACTION } from './bindCredentials';

/*
 * With `scaffolder.taskRecovery.enabled` a resumed task skips the steps that it
 * has completed and gives later steps their stored outputs. A completed bind step
 * would leave `${{ secrets.… }}` empty, since its value was in memory only.
 *
 * The scaffolder has no hook between claiming a task and running it. But it
 * announces each claim on the events service, in the same process and before it
 * runs the first step, with the very object that it then reads the steps from.
 * So the announcement is the hook: after each completed bind step comes a step of
 * the same kind that takes the stored reference and fetches the value again. The
 * stored specification of the task is untouched.
 *
 * Should a later scaffolder announce a copy, the tests beside this file, which
 * use the real scaffolder, say so.
 */

type Step = {
  id: string;
  name: string;
  action: string;
  input?: object;
};

type Claim = {
  status?: unknown;
  spec?: { steps?: Step[] };
  state?: { steps?: Record<string, { status?: string; output?: unknown }> };
};

type Reference = { bindingId: string; secret: string };

/** The stored references of a step; several where it ran for each item. */
export function referencesOf(output: unknown): Reference[] {
  const { bindingId, secret } = (output ?? {}) as Record<string, unknown>;
  const ids = [bindingId].flat();
  const secrets = [secret].flat();
  return ids.flatMap((id, index) => {
    const name = secrets[index];
    return typeof id === 'string' && typeof name === 'string'
      ? [{ bindingId: id, secret: name }]
      : [];
  });
}

/** Lets completed bind steps be followed by steps that fetch their values again. */
export function addBindAgainSteps(claim: Claim): number {
  const steps = claim.spec?.steps;
  const saved = claim.state?.steps;
  if (claim.status !== 'processing' || !Array.isArray(steps) || !saved) {
    return 0;
  }
  let added = 0;
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index];
    const state = Object.hasOwn(saved, step.id) ? saved[step.id] : undefined;
    if (step.action !== BIND_ACTION || state?.status !== 'completed') continue;
    const again = referencesOf(state.output).map((input, number) => ({
      // Of this run only: the next resume must not find it completed.
      id: `${step.id}-again-${Date.now().toString(36)}-${number}`,
      name: `${step.name}: again, after the task was resumed`,
      action: BIND_ACTION,
      input,
    }));
    steps.splice(index + 1, 0, ...again);
    added += again.length;
  }
  return added;
}

export async function bindAgainOnResume(options: {
  events: EventsService;
  logger: LoggerService;
}): Promise<void> {
  await options.events.subscribe({
    id: 'cloud-services-bind-again-on-resume',
    topics: ['scaffolder.task'],
    async onEvent({ eventPayload }) {
      const claim = eventPayload as Claim & { id?: unknown };
      const added = addBindAgainSteps(claim);
      if (added > 0) {
        options.logger.info(
          `Task ${String(
            claim.id,
          )} is resumed; ${added} credentials are fetched again for it`,
        );
      }
    },
  });
}
