import { Alert, Flex, Text } from '@backstage/ui';
import type {
  Connector,
  ConnectorLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, StatusBadge } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { RefusedTable, StuckTable } from './ConnectorTables';
import styles from './connectors.module.css';

const DIRECTIONS = ['told', 'heard'] as const;

/** One ticket system: whether it works, what waits, and what it did not take. */
export function ConnectorView({ connector }: { connector: Connector }) {
  const { t, format } = useWords();
  const { id, state, waiting, conflicts, stuck, refused } = connector;
  const lastOf = ({ lastAt }: ConnectorLink) =>
    lastAt ? format.dateTime(lastAt) : t('connectors.never');
  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" align="center" className={styles.wrap}>
        <Text as="h3" variant="title-x-small" className={styles.name}>
          {id}
        </Text>
        <StatusBadge tone={state === 'working' ? 'good' : 'bad'}>
          {t(`connectors.state.${state}`)}
        </StatusBadge>
      </Flex>
      {DIRECTIONS.map(direction => (
        <Failure
          key={direction}
          direction={direction}
          link={connector[direction]}
        />
      ))}
      <Facts
        items={[
          { label: t('connectors.told'), value: lastOf(connector.told) },
          { label: t('connectors.heard'), value: lastOf(connector.heard) },
          { label: t('connectors.waiting'), value: format.number(waiting) },
          { label: t('conflicts.title'), value: format.number(conflicts) },
        ]}
      />
      {stuck.length > 0 && <StuckTable stuck={stuck} />}
      {refused.length > 0 && <RefusedTable refused={refused} />}
    </Flex>
  );
}

/** Since when a direction fails, why, and when it is tried again. */
function Failure(props: {
  direction: (typeof DIRECTIONS)[number];
  link: ConnectorLink;
}) {
  const { t, format } = useWords();
  const { failingSince, nextAt, problem } = props.link;
  if (!failingSince) return null;
  return (
    <Alert
      status="danger"
      icon
      title={t(`connectors.failing.${props.direction}`, {
        since: format.dateTime(failingSince),
      })}
      description={
        <>
          {problem && <p className={styles.text}>{problem}</p>}
          <p className={styles.text}>
            {t('connectors.failing.means', {
              next: nextAt ? format.dateTime(nextAt) : '',
            })}
          </p>
        </>
      }
    />
  );
}
