import type {
  TicketDetail,
  TicketEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink, Section } from '@dualcloud/foundation-react';
import styles from '../../request/request.module.css';
import { useWords, type Words } from '../../words';
import { useStateNames } from '../kinds';

const DEEDS = ['report', 'change', 'assign', 'link', 'unlink'] as const;

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
  const { t, format } = words;
  const { nameOf: stateOf } = useStateNames();
  return (
    <Section title={t('history.title')}>
      <ol className={styles.plain} reversed>
        {[...steps].reverse().map(step => (
          <li key={`${step.at} ${step.event}`} className={styles.entry}>
            <strong>{nameOf(step, words)}</strong>
            {step.to && step.to !== step.from && (
              <span> → {stateOf(ticket.kind, step.to)}</span>
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
