import { Alert, Link, useBreakpoint } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Status } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  localize,
  useEntityTitles,
  useFormat,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useZonedFormat } from '../clock';
import { serviceLevelRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import styles from './status.module.css';

type StatusItem = Status['items'][number];

const TONES = {
  outage: 'danger',
  maintenance: 'warning',
  'maintenance-announced': 'info',
} as const;

/** Most urgent first. */
const KINDS = ['outage', 'maintenance', 'maintenance-announced'] as const;

function useSentence(): (item: StatusItem, subject: string) => string {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { moment, timeZone } = useZonedFormat();
  return ({ kind, impact, interval }, subject) => {
    // Pages say the same on the clock of an agreement, so this says whose it is.
    const named = (instant = '') =>
      instant && `${moment(instant)} (${timeZone})`;
    if (kind === 'outage') {
      return t(impact === 'degraded' ? 'status.degraded' : 'status.outage', {
        subject,
        from: named(interval?.from),
      });
    }
    const from = interval ? moment(interval.from) : '';
    const to = named(interval?.to);
    return t(`status.${kind}`, { subject, from, to });
  };
}

/** What of the page's subject needs the one that is down; absent: the page itself does. */
const neededBy = ({ via }: StatusItem) =>
  via.length > 2 ? via[via.length - 2] : undefined;

function Item(props: {
  item: StatusItem;
  titleOf: (entityRef: string) => string;
}) {
  const { item, titleOf } = props;
  const subject = titleOf(item.subjectRef);
  const dependant = neededBy(item);
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language } = useFormat();
  const sentenceOf = useSentence();
  const levelPath = useRouteRef(serviceLevelRouteRef);
  const said = [
    item.kind === 'outage' ? undefined : localize(item.titles, language),
    item.description,
  ].filter(Boolean);
  return (
    <Alert
      status={TONES[item.kind]}
      icon
      title={sentenceOf(item, subject)}
      description={
        <>
          {said.length > 0 && <p className={styles.said}>{said.join('. ')}</p>}
          {dependant && (
            <p className={styles.said}>
              {t('status.neededBy', { dependant: titleOf(dependant) })}
            </p>
          )}
          {item.commitmentId && (
            <Link href={levelPath({ commitmentId: item.commitmentId })}>
              {t('status.open', { subject })}
            </Link>
          )}
        </>
      }
    />
  );
}

/**
 * What is down or in maintenance; nothing at all while everything is well, and for
 * those who may not see it. The page below has its own errors to tell.
 */
export function StatusBanner(props: {
  /** What the page is about; absent: whatever the reader may see. */
  entityRef?: string;
}) {
  const { entityRef } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data } = useQuery(
    client => client.GET('/status', { params: { query: { entityRef } } }),
    entityRef ?? '',
  );
  const items = KINDS.flatMap(kind =>
    (data?.items ?? []).filter(item => item.kind === kind),
  );
  const titleOf = useEntityTitles(
    items
      .flatMap(item => [item.subjectRef, neededBy(item)])
      .filter(ref => ref !== undefined),
  );
  if (items.length === 0) return null;
  return (
    <section aria-label={t('status.title')} className={styles.banner}>
      {items.map(item => (
        <Item
          key={`${item.kind} ${
            item.outageId ?? item.windowId ?? item.subjectRef
          }`}
          item={item}
          titleOf={titleOf}
        />
      ))}
    </section>
  );
}

/** On top of the page of an entity: its own state and that of all it depends on. */
export function EntityStatusBanner() {
  const { entity } = useEntity();
  return <StatusBanner entityRef={stringifyEntityRef(entity)} />;
}

/**
 * The catalog shows its second column beside the content, or before it where the page
 * is narrow: the banner has a place in both, and is shown in the one that is on top.
 */
export function EntityStatusCard(props: { on: 'wide' | 'narrow' }) {
  const isWide = useBreakpoint().up('md');
  return isWide === (props.on === 'wide') ? <EntityStatusBanner /> : null;
}
