import { Process } from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField, readInstant } from '@dualcloud/foundation-node';
import type { StoredRequestType } from '../requestTypes';

/** A step as it was on record elsewhere; `at` is RFC 3339. */
export type EarlierStep = {
  at: string;
  by: string;
  event: string;
  reason?: string;
};

/** A step with what it led from and to; `at` in milliseconds since 1970. */
export type ReplayedStep = Omit<EarlierStep, 'at'> & {
  at: number;
  from: string;
  to: string;
};

/**
 * Follows steps through the process of a type, as if they had been taken here.
 * Who took them is not checked: it has happened.
 *
 * @throws InputError that names the first step that was not possible, lacks its
 *   reason, was taken before the one before it, or has not been taken yet
 */
export function replay(
  { name, spec }: StoredRequestType,
  filedAt: string,
  steps: readonly EarlierStep[],
  now: number,
): { filedAt: number; steps: ReplayedStep[] } {
  const process = Process.of(spec.process);
  const begin = requirePast('filedAt', filedAt, now);
  const replayed: ReplayedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const last = replayed.at(-1);
    const from = last?.to ?? process.initial;
    const at = requirePast(`steps.${index}.at`, step.at, now);
    if (at < (last?.at ?? begin)) {
      throw invalidField(
        `steps.${index}.at`,
        'in-order',
        'is before the step before it; steps come in the order in which they were taken',
      );
    }
    const event = process.event(from, step.event);
    if (!event) {
      const possible = process.from(from).map(({ id }) => id);
      throw invalidField(
        `steps.${index}.event`,
        'possible-event',
        `"${
          step.event
        }" is not possible where a request of the type ${name} is ${from}; possible are ${
          possible.join(', ') || 'none, it had ended'
        }`,
      );
    }
    if (event.needs?.includes('reason') && !step.reason?.trim()) {
      throw invalidField(
        `steps.${index}.reason`,
        'required',
        'must say why, in words',
      );
    }
    replayed.push({ ...step, at, from, to: event.to });
  }
  const end = process.state(replayed.at(-1)?.to ?? process.initial);
  if (end.phase !== 'operation' && !process.isFinal(end.id)) {
    throw invalidField(
      'steps',
      'ended-or-in-operation',
      `lead to ${end.id}; what is still being worked on is filed as a request of its own`,
    );
  }
  return { filedAt: begin, steps: replayed };
}

function requirePast(field: string, instant: string, now: number): number {
  const at = readInstant(instant);
  if (at === undefined) {
    throw invalidField(field, 'date-time', 'must be an instant of RFC 3339');
  }
  if (at > now) {
    throw invalidField(field, 'past', 'has not been yet');
  }
  return at;
}
