import type {
  ServiceRequestDetail,
  ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { Section } from '@dualcloud/foundation-react';
import { useWords, type Words } from '../../words';
import { StepList } from './StepList';

const DEEDS = [
  'file',
  'record',
  'assign',
  'link',
  'record-data',
  'fulfil-item',
  'reopen-item',
  'remind',
  'escalate',
] as const;

/** Steps of the process have titles of their own; what is done beside it has ours. */
function nameOf({ event, titles }: ServiceRequestEvent, { t, text }: Words) {
  if (titles) return text(titles);
  const deed = DEEDS.find(one => one === event);
  return deed ? t(`history.${deed}`) : event;
}

/** Every step on record, newest first. */
export function HistorySection(props: {
  request: ServiceRequestDetail;
  steps: readonly ServiceRequestEvent[];
}) {
  const { request, steps } = props;
  const words = useWords();
  const { t, text } = words;
  const stateOf = (id: string | undefined) =>
    text(request.states.find(state => state.id === id)?.titles);
  return (
    <Section title={t('history.title')}>
      <StepList
        steps={steps.map(step => ({
          ...step,
          key: step.id,
          name: nameOf(step, words),
          to: step.to === step.from ? undefined : stateOf(step.to),
        }))}
      />
    </Section>
  );
}
