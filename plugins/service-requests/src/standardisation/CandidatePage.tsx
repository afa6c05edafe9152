// Opened by the platform team, to look at what is asked for, and to decide.

import { useState } from 'react';
import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef, useRouteRefParams } from '@backstage/core-plugin-api';
import type { StandardCandidateDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  PartyLink,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import {
  standardCandidateRouteRef,
  standardCandidatesRouteRef,
} from '../routes';
import { useWords } from '../words';
import { CandidateRequests } from './CandidateRequests';
import { DecisionBadge } from './DecisionBadge';
import { DecisionDialog } from './DecisionDialog';
import { Savings } from './Savings';
import styles from './standardisation.module.css';
import { useNames } from './useNames';

/** Requests that ask for the same, and what becomes of them. */
export function CandidatePage() {
  const { t } = useWords();
  const { candidateId } = useRouteRefParams(standardCandidateRouteRef);
  const allPath = useRouteRef(standardCandidatesRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/standard-candidates/{candidateId}', {
        params: { path: { candidateId } },
      }),
    candidateId,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={allPath()}>{t('standard.back')}</Link>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={3} />}
        {data && <Candidate candidate={data} onDone={reload} />}
      </Flex>
    </Container>
  );
}

function Candidate(props: {
  candidate: StandardCandidateDetail;
  onDone: () => void;
}) {
  const { candidate, onDone } = props;
  const { t, format } = useWords();
  const name = useNames([candidate])(candidate);
  const [isDeciding, setDeciding] = useState(false);
  const { buildingBlocks, lastAt, savings } = candidate;
  return (
    <>
      <Flex gap="3" align="center" className={styles.wrap}>
        <Text as="h2" variant="title-medium">
          {name}
        </Text>
        <DecisionBadge candidate={candidate} />
        <Button variant="primary" onPress={() => setDeciding(true)}>
          {t('standard.decide')}
        </Button>
      </Flex>
      <Decision candidate={candidate} />
      <Text as="p">
        {t('standard.count', {
          times: String(candidate.count),
          customers: String(candidate.customers),
        })}
      </Text>
      <Facts
        items={[
          buildingBlocks.length > 0 && {
            label: t('standard.blocks'),
            value: buildingBlocks.map((ref, index) => (
              <span key={ref}>
                {index > 0 && ', '}
                <PartyLink entityRef={ref} />
              </span>
            )),
          },
          lastAt && { label: t('standard.last'), value: format.date(lastAt) },
        ].filter(item => typeof item === 'object')}
      />
      {savings && (
        <Section title={t('standard.saves')} level="h3">
          <Savings savings={savings} />
        </Section>
      )}
      <CandidateRequests candidate={candidate} onDone={onDone} />
      {isDeciding && (
        <DecisionDialog
          candidate={candidate}
          onClose={() => setDeciding(false)}
          onDone={() => {
            setDeciding(false);
            onDone();
          }}
        />
      )}
    </>
  );
}

function Decision({ candidate }: { candidate: StandardCandidateDetail }) {
  const { t, format } = useWords();
  const { decision } = candidate;
  const titleOf = useEntityTitles(decision ? [decision.by] : []);
  if (!decision) return null;
  return (
    <Text as="p">
      {t('standard.decision.by', {
        person: titleOf(decision.by),
        day: format.date(decision.at),
        reason: decision.reason,
      })}
      {decision.serviceRef && (
        <>
          {' '}
          {t('standard.decision.instead')}{' '}
          <PartyLink entityRef={decision.serviceRef} />.
        </>
      )}
    </Text>
  );
}
