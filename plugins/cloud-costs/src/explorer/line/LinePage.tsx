// "Why this figure?" Opened by whoever has to answer for it: which price, which
// steps, which days, and which measured events stand behind one line.

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostExplanation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  Loading,
  localize,
  Section,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { costsRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import { Simulated, useInstanceNames } from '../../allocations';
import { LineDays, LineHours } from './LineDays';
import { LineFacts } from './LineFacts';
import { Steps } from './Steps';
import { UsageEvents } from './UsageEvents';
import styles from '../explorer.module.css';

function Explanation(props: { explanation: CostExplanation }) {
  const { explanation } = props;
  const { line, events } = explanation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const nameOf = useInstanceNames([line.allocation]);
  const name = localize(line.titles, format.language, line.component);
  return (
    <Flex direction="column" gap="6">
      <div>
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text
            as="h2"
            variant="title-medium"
            style={{ overflowWrap: 'anywhere' }}
          >
            {t('explorer.line.title', {
              name,
              instance: nameOf(line.allocation),
            })}
          </Text>
          <Simulated allocation={line.allocation} />
        </Flex>
        <p className={styles.figureValue}>
          {format.exactMoney(line.amount, line.currency)}
        </p>
        <Text as="p" color="secondary">
          {t('explorer.line.meaning', { month: format.month(line.month) })}
        </Text>
      </div>
      <Section title={t('explorer.line.about')}>
        <LineFacts line={line} />
      </Section>
      <Section
        title={t('explorer.steps.title')}
        description={t('explorer.steps.meaning')}
      >
        <Steps explanation={explanation} />
      </Section>
      <Section title={t('explorer.days')}>
        <LineDays explanation={explanation} label={name} />
        <LineHours explanation={explanation} />
      </Section>
      {line.meter && (
        <Section
          title={t('explorer.events.titleOf', {
            count: events ?? 0,
            number: format.quantity(String(events ?? 0)),
            meter: line.meter,
          })}
          description={t('explorer.events.meaning')}
        >
          <UsageEvents explanation={explanation} />
        </Section>
      )}
    </Flex>
  );
}

/** One line of the costs, traced back to its price and its usage. */
export function LinePage() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { lineId = '' } = useParams();
  const costsPath = useRouteRef(costsRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/costs/lines/{lineId}', { params: { path: { lineId } } }),
    lineId,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={costsPath()}>{t('explorer.line.back')}</Link>
        {error && (
          <ErrorNotice
            error={error}
            title={t('explorer.line.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && <Explanation explanation={data} />}
      </Flex>
    </Container>
  );
}
