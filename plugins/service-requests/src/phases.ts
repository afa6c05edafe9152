import type { ServiceRequest } from '@dualcloud/backstage-plugin-service-requests-common';

/** Column of the board. */
export type Phase = ServiceRequest['phase'];

/** In the order in which a request passes through them. */
export const PHASES: readonly Phase[] = [
  'preparation',
  'analysis',
  'decision',
  'realisation',
  'operation',
  'end',
];
