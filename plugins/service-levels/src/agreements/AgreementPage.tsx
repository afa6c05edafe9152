// Opened by whoever wants to know what exactly is agreed: in which clause, by which
// calendar, who answers for what, and what follows if it is missed.

import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  clockSeconds,
  noticeSeconds,
  type AgreementVersion,
  type ServiceLevelAgreementSpec,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  localize,
  PartyLink,
  Section,
  StatusBadge,
  useEntityTitles,
  useFormat,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../api/useQuery';
import { useWish } from '../api/useWish';
import { CalendarLink } from '../calendars/CalendarLink';
import { useLevelFormat } from '../format';
import { saveText } from '../icalendar';
import { LevelList } from '../levels/LevelItem';
import { useLevels } from '../levels/useLevels';
import { useNotice } from '../maintenance/useNotice';
import { agreementsRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { AgreementTable } from './AgreementTable';
import {
  ObjectiveTable,
  PenaltyTable,
  ResponsibilityTable,
} from './AgreementTables';
import { useAgreements } from './useAgreements';
import { useAgreementWords } from './useAgreementWords';

function Parties(props: { version: AgreementVersion }) {
  const { summary } = props.version;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { validityOf, stagesOf } = useAgreementWords();
  const titleOf = useEntityTitles([summary.calendar]);
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  return (
    <Facts
      items={[
        { label: t('agreements.validity'), value: validityOf(summary) },
        { label: t('agreement.service'), value: party(summary.serviceRef) },
        { label: t('levels.customer'), value: party(summary.customerRef) },
        {
          label: t('levels.stage'),
          value: summary.stages && stagesOf(summary),
        },
        { label: t('levels.system'), value: party(summary.systemRef) },
        {
          label: t('agreement.softwareProvider'),
          value: party(summary.softwareProviderRef),
        },
        {
          label: t('agreement.calendar'),
          value: summary.calendar && (
            <CalendarLink
              calendarRef={summary.calendar}
              title={titleOf(summary.calendar)}
            />
          ),
        },
        { label: t('level.class'), value: summary.availabilityClass },
        {
          label: t('agreement.origin'),
          value: summary.entityRef
            ? party(summary.entityRef)
            : t(`agreement.origin.${summary.origin}`),
        },
      ]}
    />
  );
}

function Terms(props: { terms: ServiceLevelAgreementSpec }) {
  const { denominator, gaps, notCounted, maintenance } = props.terms;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { list } = useFormat();
  const format = useLevelFormat();
  const notice = useNotice();
  const before = (duration: string | undefined) =>
    duration &&
    t('agreement.before', { time: notice(noticeSeconds(duration) ?? 0) });
  return (
    <Facts
      items={[
        {
          label: t('agreement.denominator'),
          value: denominator && t(`level.denominator.${denominator}`),
        },
        {
          label: t('agreement.gaps'),
          value: gaps && t(`agreement.gaps.${gaps}`),
        },
        {
          label: t('agreement.notCounted'),
          // What holds where the document says nothing.
          value: list(
            (notCounted ?? ['customer']).map(cause =>
              t(`general.cause.${cause}`),
            ),
          ),
        },
        { label: t('agreement.notice'), value: before(maintenance?.notice) },
        {
          label: t('agreement.objection'),
          value: before(maintenance?.objectionUntil),
        },
        {
          label: t('agreement.atMost'),
          value:
            maintenance?.atMostPerMonth &&
            format.time(clockSeconds(maintenance.atMostPerMonth) ?? 0),
        },
      ]}
    />
  );
}

function OpenSloDownload(props: { agreement: string; version: string }) {
  const { agreement, version } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const wish = useWish((client, path: { agreement: string; version: string }) =>
    client.GET('/agreements/{agreement}/{version}/openslo', {
      params: { path },
      parseAs: 'text',
    }),
  );
  return (
    <Flex direction="column" gap="2" align="start">
      <Button
        variant="secondary"
        isPending={wish.isPending}
        onPress={async () => {
          const text = await wish.submit({ agreement, version });
          if (text !== undefined) {
            const name = `${agreement}-${version}.openslo.yaml`;
            saveText(text, name, 'application/yaml');
          }
        }}
      >
        {t('agreement.openSlo')}
      </Button>
      {wish.error && <ErrorNotice error={wish.error} />}
    </Flex>
  );
}

function Detail(props: { version: AgreementVersion }) {
  const { summary, effective, commitments } = props.version;
  const terms = effective as unknown as ServiceLevelAgreementSpec;
  const { objectives = [], responsibilities = [], penalties = [] } = terms;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { language } = useFormat();
  const versions = useAgreements({ agreement: summary.agreement }).data?.items;
  const levels = useLevels({}).data?.items.filter(({ id }) =>
    commitments.includes(id),
  );
  return (
    <Flex direction="column" gap="6">
      <div>
        <Text
          as="h2"
          variant="title-medium"
          style={{ overflowWrap: 'anywhere' }}
        >
          {localize(summary.titles, language, summary.agreement)}
        </Text>
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="p" color="secondary">
            {t('agreements.version', { version: summary.version })}
          </Text>
          <StatusBadge tone={summary.inForce ? 'good' : 'quiet'}>
            {t(
              summary.inForce ? 'agreements.inForce' : 'agreements.notInForce',
            )}
          </StatusBadge>
        </Flex>
      </div>
      <Parties version={props.version} />
      <Section title={t('agreement.objectives')}>
        <ObjectiveTable objectives={objectives} />
        <Terms terms={terms} />
        <OpenSloDownload
          agreement={summary.agreement}
          version={summary.version}
        />
      </Section>
      {responsibilities.length > 0 && (
        <Section title={t('level.responsibilities')}>
          <ResponsibilityTable responsibilities={responsibilities} />
        </Section>
      )}
      {penalties.length > 0 && (
        <Section title={t('agreement.penalties')}>
          <PenaltyTable penalties={penalties} objectives={objectives} />
        </Section>
      )}
      <Section title={t('agreement.levels')}>
        {levels && levels.length > 0 ? (
          <LevelList levels={levels} label={t('agreement.levels')} />
        ) : (
          <Text as="p">{levels && t('agreement.levels.none')}</Text>
        )}
      </Section>
      {versions && (
        <Section title={t('agreement.versions')}>
          <AgreementTable
            label={t('agreement.versions')}
            summaries={versions}
          />
        </Section>
      )}
    </Flex>
  );
}

/** One version of an agreement, with what it takes over from the general part. */
export function AgreementPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { agreement = '', version = '' } = useParams();
  const agreementsPath = useRouteRef(agreementsRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/agreements/{agreement}/{version}', {
        params: { path: { agreement, version } },
      }),
    `${agreement} ${version}`,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={agreementsPath()}>{t('agreement.back')}</Link>
        {error && (
          <ErrorNotice
            error={error}
            title={t('agreement.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && <Detail version={data} />}
      </Flex>
    </Container>
  );
}
