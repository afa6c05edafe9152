import { VisuallyHidden } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import type {
  ServiceRequestDetail,
  ServiceRequestEvent,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { milestonesOf } from './milestones';

/** Where the request has been, where it is, and where it goes if all goes well. */
export function Progress(props: {
  request: ServiceRequestDetail;
  steps: readonly ServiceRequestEvent[];
}) {
  const { t, text } = useWords();
  return (
    <nav aria-label={t('request.progress')}>
      <ol className={styles.progress}>
        {milestonesOf(props.request, props.steps).map(({ state, place }) => (
          <li
            key={state.id}
            data-place={place}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            {place === 'past' && <RiCheckLine size={14} aria-hidden="true" />}
            {text(state.titles)}
            <VisuallyHidden> ({t(`request.progress.${place}`)})</VisuallyHidden>
          </li>
        ))}
      </ol>
    </nav>
  );
}
