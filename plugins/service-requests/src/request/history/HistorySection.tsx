import type {
  ServiceRequestDetail,
  ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink, Section } from '@dualcloud/foundation-react';
import { useWords, type Words } from '../../words';
import styles from '../request.module.css';

const DEEDS = [
  'file',
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
  const { t, text, format } = words;
  const stateOf = (id: string | undefined) =>
    text(request.states.find(state => state.id === id)?.titles);
  return (
    <Section title={t('history.title')}>
      <ol className={styles.plain} reversed>
        {[...steps].reverse().map(step => (
          <li key={step.id} className={styles.entry}>
            <strong>{nameOf(step, words)}</strong>
            {step.to && step.to !== step.from && (
              <span> → {stateOf(step.to)}</span>
            )}
            <div className={styles.small}>
              {/^[a-z]+:/.test(step.by) ? (
                <PartyLink entityRef={step.by} />
              ) : (
                step.by
              )}
              , <time dateTime={step.at}>{format.dateTime(step.at)}</time>
            </div>
            {step.reason && <p className={styles.text}>{step.reason}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
