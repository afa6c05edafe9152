import type {
  ServiceRequestDetail,
  ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';

type State = ServiceRequestDetail['states'][number];

/** A state on the way, and how far away it is. */
export type Milestone = { state: State; place: 'past' | 'now' | 'ahead' };

/**
 * The way of a request: the states that it has been in, the one it is in, and
 * those ahead if all goes well. What is ahead leaves out questions back to the
 * requester, which nobody plans, and ends other than the first.
 */
export function milestonesOf(
  request: Pick<ServiceRequestDetail, 'states' | 'state' | 'ended'>,
  steps: readonly ServiceRequestEvent[],
): Milestone[] {
  const { states, state, ended } = request;
  const visited = new Set(steps.flatMap(({ to }) => to ?? []));
  const current = states.findIndex(({ id }) => id === state);
  const end = states.find(({ phase }) => phase === 'end');
  const isPlanned = (one: State) =>
    one.phase === 'end'
      ? one === end
      : !(one.waitsFor === 'requester' && one.phase === 'analysis');
  return states.flatMap((one, index): Milestone[] => {
    if (index === current) return [{ state: one, place: 'now' }];
    if (index < current) {
      return visited.has(one.id) ? [{ state: one, place: 'past' }] : [];
    }
    return !ended && isPlanned(one) ? [{ state: one, place: 'ahead' }] : [];
  });
}
