import type {
  TicketDetail,
  TicketEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { Section } from '@dualcloud/foundation-react';
import { StepList } from '../../request/history';
import { useWords, type Words } from '../../words';
import { useStateNames } from '../kinds';

const DEEDS = [
  'report',
  'change',
  'assign',
  'confirm-outage',
  'link',
  'unlink',
  'exchange',
  'settle-conflict',
] as const;

/** Steps of the process have titles of their own; what is done beside it has ours. */
function nameOf({ event, titles }: TicketEvent, { t, text }: Words) {
  if (titles) return text(titles);
  const deed = DEEDS.find(one => one === event);
  return deed ? t(`desk.deed.${deed}`) : event;
}

/** Every step on record, newest first. */
export function TicketHistory(props: {
  ticket: TicketDetail;
  steps: readonly TicketEvent[];
}) {
  const { ticket, steps } = props;
  const words = useWords();
  const { t } = words;
  const { nameOf: stateOf } = useStateNames();
  return (
    <Section title={t('history.title')}>
      <StepList
        steps={steps.map(step => ({
          ...step,
          key: `${step.at} ${step.event}`,
          name: nameOf(step, words),
          to:
            step.to && step.to !== step.from
              ? stateOf(ticket.kind, step.to)
              : undefined,
        }))}
      />
    </Section>
  );
}
