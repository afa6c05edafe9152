import type { Ticket } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';

/** States in which somebody has something to do. */
const STEPS = [
  'incident.new',
  'incident.in-progress',
  'incident.waiting',
  'incident.restored',
  'problem.recorded',
  'problem.in-analysis',
  'problem.known-error',
  'problem.resolved',
  'change.requested',
  'change.in-assessment',
  'change.scheduled',
  'change.in-implementation',
  'change.implemented',
  'change.rolled-back',
] as const;

/** What happens next, in one sentence. */
export function useNextStep(ticket: Ticket, who: string | undefined): string {
  const { t } = useWords();
  const step = STEPS.find(one => one === `${ticket.kind}.${ticket.state}`);
  return step && who
    ? t(`desk.next.${step}`, { who })
    : t(`desk.next.${ticket.kind}.ended`);
}
