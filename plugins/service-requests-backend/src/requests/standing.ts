import type { Process } from '@dualcloud/backstage-plugin-service-requests-common';
import type { StoredRequest } from './types';

/** What follows for a request from the state that it is in. */
export function standingIn(
  process: Process,
  stateId: string,
): Pick<StoredRequest, 'state' | 'phase' | 'waitsFor' | 'ended'> {
  const { id, phase, waitsFor } = process.state(stateId);
  return { state: id, phase, waitsFor, ended: process.isFinal(id) };
}
