// Opened by an agency's budget holder: what must be paid for this month, for what,
// and may it still change? By the provider's service manager: is it right, can it be
// closed, does the payer get something back?

import { useEffect, useState, type ReactNode } from 'react';
import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  billingManagePermission,
  type Statement,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  PartyLink,
  useFormat,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useChanges } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { billingRouteRef, statementRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { CreditDialog } from './CreditDialog';
import { Downloads } from './Downloads';
import { FinaliseDialog } from './FinaliseDialog';
import { LinesTable } from './LinesTable';
import { StateBadge } from './StateBadge';
import { Totals } from './Totals';

/** Whether the page is being printed: everything folded must be open on paper. */
function usePrinting(): [boolean, () => void] {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return undefined;
    const done = () => setPrinting(false);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [isPrinting]);
  return [isPrinting, () => setPrinting(true)];
}

function StatementFacts(props: { statement: Statement }) {
  const { summary, rounding, digest, correctedIn = [] } = props.statement;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { dateTime } = useFormat();
  const format = useCostFormat();
  const statementPath = useRouteRef(statementRouteRef);
  const corrections: ReactNode = correctedIn.length > 0 && (
    <ul className={styles.plain}>
      {correctedIn.map(({ statementId, month, amount }) => (
        <li key={statementId}>
          <Link
            href={statementPath({
              statementId: encodeURIComponent(statementId),
            })}
          >
            {format.month(month)}
          </Link>
          : {format.exactMoney(amount, summary.currency)}
        </li>
      ))}
    </ul>
  );
  return (
    <Facts
      items={[
        {
          label: t('statement.payer'),
          value: <PartyLink entityRef={summary.payerRef} />,
        },
        { label: t('statement.number'), value: summary.number },
        {
          label: t('statement.billing'),
          value: summary.billing && t(`statement.billing.${summary.billing}`),
        },
        {
          label: t('statement.amount'),
          value: format.exactMoney(summary.amount, summary.currency),
        },
        {
          label: t('statement.rounding'),
          value: rounding && format.exactMoney(rounding, summary.currency),
        },
        {
          label: t('statement.inGraceUntil'),
          value:
            summary.state !== 'final' && summary.inGraceUntil
              ? dateTime(summary.inGraceUntil)
              : undefined,
        },
        {
          label: t('statement.finalisedAt'),
          value: summary.finalisedAt && dateTime(summary.finalisedAt),
        },
        { label: t('statement.correctedIn'), value: corrections || undefined },
        { label: t('statement.digest'), value: digest },
      ]}
    />
  );
}

function ProviderActions(props: { statement: Statement; onDone: () => void }) {
  const { summary } = props.statement;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { allowed } = usePermission({ permission: billingManagePermission });
  const [dialog, setDialog] = useState<'finalise' | 'credit'>();
  if (!allowed) return null;
  const shared = {
    summary,
    onClose: () => setDialog(undefined),
    onDone: () => {
      setDialog(undefined);
      props.onDone();
    },
  };
  return (
    <div className={styles.screenOnly}>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {summary.state === 'in-grace' && (
          <Button onPress={() => setDialog('finalise')}>
            {t('statement.finalise')}
          </Button>
        )}
        <Button variant="secondary" onPress={() => setDialog('credit')}>
          {t('statement.credit')}
        </Button>
      </Flex>
      {dialog === 'finalise' && <FinaliseDialog {...shared} />}
      {dialog === 'credit' && <CreditDialog {...shared} />}
    </div>
  );
}

function StatementDetails(props: { statement: Statement; onDone: () => void }) {
  const { statement, onDone } = props;
  const { summary, lines } = statement;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const [isPrinting, print] = usePrinting();
  return (
    <div className={styles.stack}>
      <div>
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="h2" variant="title-medium">
            {t('statement.title', { month: format.month(summary.month) })}
          </Text>
          <StateBadge state={summary.state} />
        </Flex>
        <p className={styles.payable}>
          {format.money(summary.payable, summary.currency)}
        </p>
        <Text as="p" color="secondary">
          {t(`statement.meaning.${summary.state}`)}{' '}
          {t('statement.roundingRule')}
        </Text>
      </div>
      <ProviderActions statement={statement} onDone={onDone} />
      <Downloads summary={summary} onPrint={print} />
      <StatementFacts statement={statement} />
      <Totals statement={statement} />
      <LinesTable
        lines={lines}
        currency={summary.currency}
        isPrinting={isPrinting}
      />
    </div>
  );
}

/** One statement with everything that it is made of. */
export function StatementPage() {
  const { statementId = '' } = useParams();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const billingPath = useRouteRef(billingRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/statements/{statementId}', {
        params: { path: { statementId } },
      }),
    statementId,
  );
  useChanges(['costs', 'statements'], reload);
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <div className={styles.screenOnly}>
          <Link href={billingPath()}>{t('statement.back')}</Link>
        </div>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={5} rowHeight={80} />}
        {data && <StatementDetails statement={data} onDone={reload} />}
      </Flex>
    </Container>
  );
}
