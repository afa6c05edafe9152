// Opened from a notification, the list or an explanation: what happened, whom does
// it touch, how much of it counts, who is said to have caused it, and what now?

import { Alert, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Outage,
  OutageDetail,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  PartyLink,
  Section,
  useEntityTitles,
  useNow,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../api/useQuery';
import { useZonedFormat, type ZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import { useLevels } from '../levels/useLevels';
import { outagesRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { OutageActions } from './dialogs/OutageActions';
import { secondsOf } from './duration';
import { History } from './History';
import { OutageStateBadge } from './OutageState';
import { Touched } from './Touched';

function OutageFacts(props: { outage: Outage; zoned: ZonedFormat }) {
  const { outage, zoned } = props;
  const { from, to } = outage.interval;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const now = useNow(60_000, outage.ongoing);
  const party = (ref: string | undefined) =>
    ref && (ref.includes(':') ? <PartyLink entityRef={ref} /> : ref);
  return (
    <Facts
      items={[
        { label: t('outages.service'), value: party(outage.subjectRef) },
        { label: t('outage.whom'), value: party(outage.customerRef) },
        { label: t('outages.from'), value: zoned.moment(from) },
        {
          label: t('outage.to'),
          value: to ? zoned.moment(to) : t('outage.until.now'),
        },
        {
          label: t('outages.duration'),
          value: format.clock(secondsOf(outage, now)),
        },
        {
          label: t('outage.impact'),
          value: t(`outage.impact.${outage.impact}`),
        },
        {
          label: t('outage.class'),
          value:
            outage.incidentClass && t(`levels.class.${outage.incidentClass}`),
        },
        {
          label: t('outages.cause'),
          value: t(`general.cause.${outage.cause}`),
        },
        { label: t('outage.reason'), value: outage.causeReason },
        {
          label: t('outages.source'),
          value: t(`outage.source.${outage.source}`),
        },
        {
          label: t('outage.sourceId'),
          value: outage.source === 'incident' ? outage.sourceId : undefined,
        },
        { label: t('outage.reportedBy'), value: party(outage.reportedBy) },
        { label: t('outage.confirmedBy'), value: party(outage.confirmedBy) },
      ]}
    />
  );
}

function Detail(props: { detail: OutageDetail; onChange: () => void }) {
  const { outage, history } = props.detail;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const titleOf = useEntityTitles([outage.subjectRef]);
  const levels = useLevels({
    subject: outage.subjectRef,
    period: outage.interval.from.slice(0, 7),
  });
  const touched = levels.data?.items.filter(({ id }) =>
    outage.commitmentIds.includes(id),
  );
  const zoned = useZonedFormat(touched?.[0]?.timeZone);
  const { pending } = outage;
  return (
    <Flex direction="column" gap="6">
      <div>
        <Text
          as="h2"
          variant="title-medium"
          style={{ overflowWrap: 'anywhere' }}
        >
          {outage.title ?? t('outages.untitled')}
        </Text>
        <Text as="p" color="secondary">
          {t('outage.where', {
            subject: titleOf(outage.subjectRef),
            timeZone: zoned.timeZone,
          })}
        </Text>
      </div>
      <Flex direction="column" gap="2">
        <div>
          <OutageStateBadge state={outage.state} />
        </div>
        <Text as="p">
          {t(`outage.means.${outage.state}`, {
            cause: t(`general.cause.${outage.claimedCause ?? outage.cause}`),
          })}
        </Text>
      </Flex>
      {pending && (
        <Alert
          status="warning"
          icon
          title={t('outage.pending')}
          description={
            <>
              {t('outage.pending.means', {
                range: pending.interval.to
                  ? zoned.range(pending.interval.from, pending.interval.to)
                  : `${zoned.moment(pending.interval.from)} – …`,
              })}{' '}
              {pending.reason} (<PartyLink entityRef={pending.by} />)
            </>
          }
        />
      )}
      <OutageActions
        outage={outage}
        timeZone={zoned.timeZone}
        onDone={props.onChange}
      />
      <OutageFacts outage={outage} zoned={zoned} />
      <Section title={t('outage.touched')}>
        {levels.error && (
          <ErrorNotice error={levels.error} onRetry={levels.reload} />
        )}
        {!touched && !levels.error && <Loading rows={2} />}
        {touched && <Touched outage={outage} levels={touched} />}
      </Section>
      <Section title={t('outage.history')}>
        <History events={history} zoned={zoned} />
      </Section>
    </Flex>
  );
}

/** One outage, with everything that was said about it. */
export function OutagePage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { outageId = '' } = useParams();
  const outagesPath = useRouteRef(outagesRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/outages/{outageId}', { params: { path: { outageId } } }),
    outageId,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link
          href={
            data
              ? `${outagesPath()}?period=${data.outage.interval.from.slice(
                  0,
                  7,
                )}`
              : outagesPath()
          }
        >
          {t('outage.back')}
        </Link>
        {error && (
          <ErrorNotice
            error={error}
            title={t('outage.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && <Detail detail={data} onChange={reload} />}
      </Flex>
    </Container>
  );
}
