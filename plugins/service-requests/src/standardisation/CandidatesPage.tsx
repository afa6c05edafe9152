// Opened by the platform team, to see what should be a standard service next.

import { useState } from 'react';
import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { StandardCandidate } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  StatusBadge,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { serviceRequestsRouteRef, standardCandidateRouteRef } from '../routes';
import { useWords } from '../words';
import { DecisionBadge } from './DecisionBadge';
import { GroupDialog } from './GroupDialog';
import { Savings } from './Savings';
import styles from './standardisation.module.css';
import { useNames } from './useNames';

const MOST = 200;

/** What keeps being asked for, most often first. */
export function CandidatesPage() {
  const { t } = useWords();
  const requestsPath = useRouteRef(serviceRequestsRouteRef);
  const [isGrouping, setGrouping] = useState(false);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/standard-candidates', {
        params: { query: { limit: MOST } },
      }),
    'standard-candidates',
  );
  const group = (
    <Button variant="secondary" onPress={() => setGrouping(true)}>
      {t('standard.group')}
    </Button>
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={requestsPath()}>{t('general.back')}</Link>
        <Flex justify="between" align="center" className={styles.wrap}>
          <Text as="h2" variant="title-medium">
            {t('standard.title')}
          </Text>
          {data && group}
        </Flex>
        <Text as="p">{t('standard.introduction')}</Text>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={3} />}
        {data?.items.length === 0 && (
          <EmptyState
            title={t('standard.empty.title')}
            description={t('standard.empty.description')}
          />
        )}
        {data && data.items.length > 0 && <Candidates items={data.items} />}
      </Flex>
      {isGrouping && (
        <GroupDialog
          onClose={() => setGrouping(false)}
          onDone={() => {
            setGrouping(false);
            reload();
          }}
        />
      )}
    </Container>
  );
}

function Candidates({ items }: { items: readonly StandardCandidate[] }) {
  const { t } = useWords();
  const nameOf = useNames(items);
  const path = useRouteRef(standardCandidateRouteRef);
  const most = Math.max(...items.map(({ count }) => count));
  return (
    <ul className={styles.plain}>
      {items.map(candidate => (
        <li key={candidate.id} className={styles.entry}>
          <Flex gap="3" align="center" className={styles.wrap}>
            <h3 className={styles.name}>
              <Link href={path({ candidateId: candidate.id })}>
                {nameOf(candidate)}
              </Link>
            </h3>
            <DecisionBadge candidate={candidate} />
            {candidate.byHand && (
              <StatusBadge tone="info">{t('standard.grouped')}</StatusBadge>
            )}
          </Flex>
          <Text as="p">
            {t('standard.count', {
              times: String(candidate.count),
              customers: String(candidate.customers),
            })}
          </Text>
          <div className={styles.bar} aria-hidden="true">
            <span
              style={{ width: `${(100 * candidate.count) / (most || 1)}%` }}
            />
          </div>
          {candidate.savings && <Savings savings={candidate.savings} />}
        </li>
      ))}
    </ul>
  );
}
