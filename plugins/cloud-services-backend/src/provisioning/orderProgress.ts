import type { StepState } from '@dualcloud/backstage-plugin-cloud-services-common';

/** What progress depends on. */
export type Step = {
  id: string;
  state: StepState;
  dependsOn: string[];
  blocked: boolean;
};

/** What follows for an order once one of its steps has ended. */
export type Progress = {
  /** Everything that they wait for has succeeded. */
  unblocked: string[];
  /** Something that they wait for, or what that waits for, has failed. */
  skipped: string[];
  /** Set when nothing runs and nothing can start any more. */
  finished?: 'succeeded' | 'failed';
};

/**
 * Independent steps go on when one fails, and what depends on it is skipped;
 * the order has failed only when nothing is running any more, so that nobody
 * retries or tears down under a step in flight.
 */
export function orderProgress(steps: Step[]): Progress {
  const stateOf = new Map(steps.map(step => [step.id, step.state]));
  const skipped: string[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const step of steps) {
      if (stateOf.get(step.id) !== 'waiting' || !step.blocked) continue;
      const hopeless = step.dependsOn.some(id =>
        ['failed', 'skipped'].includes(stateOf.get(id) ?? ''),
      );
      if (!hopeless) continue;
      stateOf.set(step.id, 'skipped');
      skipped.push(step.id);
      changed = true;
    }
  }
  const unblocked = steps
    .filter(
      step =>
        step.blocked &&
        stateOf.get(step.id) === 'waiting' &&
        // One that is not of this order any more holds nobody up.
        step.dependsOn.every(
          id => (stateOf.get(id) ?? 'succeeded') === 'succeeded',
        ),
    )
    .map(step => step.id);
  const states = [...stateOf.values()];
  const busy = states.some(state => state === 'waiting' || state === 'running');
  if (busy) return { unblocked, skipped };
  const succeeded = states.every(state => state === 'succeeded');
  return { unblocked, skipped, finished: succeeded ? 'succeeded' : 'failed' };
}
