import type { ReactNode } from 'react';
import { Container, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  ErrorNotice,
  Loading,
  Section,
  ServiceStatus,
  type Query,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { Journal } from '../journal';
import { cloudServicesTranslationRef } from '../translation';
import { ActiveOrder } from './ActiveOrder';
import { isUnderWay } from './states';
import { SubjectFacts } from './SubjectFacts';
import type { Subject } from './subject';
import styles from './environments.module.css';

/** What is particular to the page of an environment or of an instance. */
type Parts = {
  /** Beside the name. */
  badge?: ReactNode;
  description?: string;
  actions: ReactNode;
  notice?: ReactNode;
  /** Below the order that is under way. */
  content: ReactNode;
  facts: Parameters<typeof SubjectFacts>[0]['more'];
};

/**
 * The page of one environment or one instance, live: what it is, what is under way,
 * and its journal.
 */
export function SubjectPage<T extends Environment | Instance>(props: {
  kind: Subject['kind'];
  query: Query<T>;
  /** Whose changes concern the page, besides the order under way. */
  ids: Array<string | undefined>;
  /** Other whenever something that the page shows has changed. */
  version: string;
  children: (it: T) => Parts;
}) {
  const { kind, query, ids, version } = props;
  const { data, reload } = query;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  useLiveUpdates({
    ids: [...ids, data?.activeOrderId],
    isActive: Boolean(data && (data.activeOrderId || isUnderWay(data.state))),
    progress: version,
    onChange: reload,
  });

  if (!data) {
    return (
      <Container py="4">
        {query.error ? (
          <ErrorNotice
            error={query.error}
            title={t(`${kind}.error`)}
            onRetry={reload}
          />
        ) : (
          <Loading rows={4} rowHeight={80} />
        )}
      </Container>
    );
  }
  const parts = props.children(data);

  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        <ServiceStatus entityRef={data.entityRef} />
        <Heading name={data.name} {...parts} />
        {query.error && <ErrorNotice error={query.error} onRetry={reload} />}
        {parts.notice}
        <div className={styles.columns}>
          <Flex direction="column" gap="6">
            <ActiveOrder
              activeOrderId={data.activeOrderId}
              lastOrderId={data.lastOrderId}
              failure={data.failure}
              onChanged={reload}
            />
            {parts.content}
          </Flex>
          <Section title={t(`${kind}.about`)}>
            <SubjectFacts of={data} more={parts.facts} />
          </Section>
        </div>
        <Section title={t('journal.title')}>
          <Journal subject={{ kind, id: data.id }} version={version} />
        </Section>
      </Flex>
    </Container>
  );
}

function Heading(
  props: { name: string } & Pick<Parts, 'badge' | 'description' | 'actions'>,
) {
  return (
    <Flex justify="between" align="center" style={{ flexWrap: 'wrap' }}>
      <div>
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text
            as="h2"
            variant="title-medium"
            style={{ overflowWrap: 'anywhere' }}
          >
            {props.name}
          </Text>
          {props.badge}
        </Flex>
        {props.description && (
          <Text as="p" color="secondary">
            {props.description}
          </Text>
        )}
      </div>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {props.actions}
      </Flex>
    </Flex>
  );
}
