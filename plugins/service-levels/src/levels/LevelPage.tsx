// Opened by an agency's service owner: was what was agreed met, can it still be, and
// what happened? By the provider: where do I have to act before it is missed?

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ServiceLevel,
  ServiceLevelDetail,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Loading,
  Section,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../api/useQuery';
import { MeasurementSection } from '../measurement';
import { serviceLevelsRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { AgreementFacts, Responsibilities } from './AgreementSections';
import { AvailabilityFacts } from './AvailabilityFacts';
import { BudgetBar, ConditionBadge, StateBadge } from './badges';
import { BurnDown } from './BurnDown';
import { useLevelName } from './LevelItem';
import styles from './levels.module.css';
import { MonthChooser } from './MonthChooser';
import { monthOf } from './months';
import { MonthStrip } from './MonthStrip';
import { ObjectivesTable } from './ObjectivesTable';
import { Trend } from './Trend';
import { useWords } from './useWords';

function Head(props: { level: ServiceLevel }) {
  const { level } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { nameOf, sentenceOf } = useWords();
  const name = useLevelName([level])(level);
  return (
    <div>
      <Text as="h2" variant="title-medium" style={{ overflowWrap: 'anywhere' }}>
        {name.subject}
      </Text>
      <Text as="p" color="secondary">
        {name.agreement}, {name.forWhom}
      </Text>
      <div className={styles.badges} style={{ margin: '12px 0' }}>
        <StateBadge state={level.state} of={level.objectives} />
        <ConditionBadge condition={level.condition} />
      </div>
      <p className={styles.sentence}>{sentenceOf(level)}</p>
      {level.headline?.availability && (
        <>
          {/* The sentence may be about another objective. */}
          <p className={styles.small}>
            {t('level.budgetOf', { objective: nameOf(level.headline) })}
          </p>
          <BudgetBar availability={level.headline.availability} />
        </>
      )}
    </div>
  );
}

function Detail(props: { detail: ServiceLevelDetail }) {
  const { detail } = props;
  const { serviceLevel: level, timeline, burnDown } = detail;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { nameOf } = useWords();
  return (
    <Flex direction="column" gap="6">
      <Head level={level} />
      <Section title={t('level.objectives')}>
        <ObjectivesTable level={level} />
      </Section>
      {level.headline?.availability && (
        <Section title={t('level.figures')}>
          <AvailabilityFacts
            availability={level.headline.availability}
            isOver={level.headline.complete}
          />
        </Section>
      )}
      {level.headline && (
        <Section
          title={t('level.trend')}
          description={t('level.trend.meaning')}
        >
          <Trend level={level} objective={level.headline.objective} />
        </Section>
      )}
      {burnDown.length > 0 && (
        <Section
          title={t('level.burnDown')}
          description={t('level.burnDown.meaning')}
        >
          <BurnDown points={burnDown} />
        </Section>
      )}
      <Section
        title={t('level.timeline')}
        description={t('level.timeline.meaning', { timeZone: level.timeZone })}
      >
        <MonthStrip timeline={timeline} timeZone={level.timeZone} />
      </Section>
      <MeasurementSection
        commitmentId={level.id}
        objectives={
          new Map(level.objectives.map(one => [one.objective, nameOf(one)]))
        }
      />
      {detail.responsibilities.length > 0 && (
        <Section title={t('level.responsibilities')}>
          <Responsibilities detail={detail} />
        </Section>
      )}
      <Section title={t('level.agreement')}>
        <AgreementFacts detail={detail} />
      </Section>
    </Flex>
  );
}

/** One service level in a month. */
export function LevelPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { commitmentId = '' } = useParams();
  const levelsPath = useRouteRef(serviceLevelsRouteRef);
  const url = useUrlFilter();
  const period = url.get('period') ?? monthOf(new Date());
  const { data, error, isPending, reload } = useQuery(
    client =>
      client.GET('/service-levels/{commitmentId}', {
        params: { path: { commitmentId }, query: { period } },
      }),
    `${commitmentId} ${period}`,
  );
  // Figures of one month must not stand under the name of another.
  const detail = isPending ? undefined : data;
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={levelsPath()}>{t('level.back')}</Link>
        <MonthChooser
          month={period}
          onChange={value => url.set('period', value)}
        />
        {error && (
          <ErrorNotice
            error={error}
            title={t('level.error')}
            onRetry={reload}
          />
        )}
        {!detail && !error && <Loading rows={4} rowHeight={80} />}
        {detail && <Detail detail={detail} />}
      </Flex>
    </Container>
  );
}
