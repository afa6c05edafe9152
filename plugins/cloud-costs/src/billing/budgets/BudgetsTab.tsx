import { useEffect, useRef, useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  budgetCreatePermission,
  type Budget,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  PartyLink,
} from '@dualcloud/foundation-react';
import { useLocation } from 'react-router-dom';
import { useBudgets } from '../../cards/useCosts';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { useSeen } from '../useScopes';
import { BudgetBar, StandingBadge } from './BudgetBar';
import { BudgetDialog } from './BudgetDialog';
import { DeleteDialog } from './DeleteDialog';
import { byUrgency } from './standing';
import styles from './budgets.module.css';

type Dialog =
  | { kind: 'create' }
  | { kind: 'change' | 'delete'; budget: Budget };

function Scope(props: { budget: Budget }) {
  const { type, ref } = props.budget.scope;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const environments = useSeen()('environment');
  return (
    <>
      {t(`budget.scope.${type}`)}:{' '}
      {type === 'environment' ? (
        environments.find(({ value }) => value === ref)?.title ?? ref
      ) : (
        <PartyLink entityRef={ref} />
      )}
    </>
  );
}

function BudgetItem(props: {
  budget: Budget;
  onOpen: (dialog: Dialog) => void;
}) {
  const { budget, onOpen } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const ref = useRef<HTMLLIElement>(null);
  // Cards and notifications lead to one of several.
  const isMeant = useLocation().hash === `#${budget.id}`;
  useEffect(() => {
    if (isMeant) ref.current?.focus();
  }, [isMeant]);
  return (
    <li
      ref={ref}
      id={budget.id}
      className={styles.budget}
      tabIndex={isMeant ? -1 : undefined}
    >
      <div className={styles.head}>
        <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
          <Text as="h3" variant="title-x-small">
            {budget.name}
          </Text>
          <StandingBadge budget={budget} />
        </Flex>
        {budget.mayChange && (
          <Flex gap="2">
            <Button
              size="small"
              variant="secondary"
              aria-label={t('budget.change.label', { name: budget.name })}
              onPress={() => onOpen({ kind: 'change', budget })}
            >
              {t('budget.change')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              aria-label={t('budget.delete.label', { name: budget.name })}
              onPress={() => onOpen({ kind: 'delete', budget })}
            >
              {t('budget.delete')}
            </Button>
          </Flex>
        )}
      </div>
      <Text as="p" variant="body-small">
        <Scope budget={budget} /> ·{' '}
        {format.range(budget.periodStart, budget.periodEnd)}
        {budget.refusesOrders && ` · ${t('budget.refuses.short')}`}
      </Text>
      <BudgetBar budget={budget} />
    </li>
  );
}

/** Budgets, those in danger on top. */
export function BudgetsTab() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { allowed } = usePermission({ permission: budgetCreatePermission });
  const { data, error, reload } = useBudgets(undefined);
  const [dialog, setDialog] = useState<Dialog>();
  const shared = {
    onClose: () => setDialog(undefined),
    onDone: () => {
      setDialog(undefined);
      reload();
    },
  };
  const create = allowed && (
    <Button onPress={() => setDialog({ kind: 'create' })}>
      {t('budget.create')}
    </Button>
  );
  return (
    <Flex direction="column" gap="4">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={3} rowHeight={120} />}
      {data?.items.length === 0 && (
        <EmptyState
          title={t('budget.empty.title')}
          description={t('budget.empty.description')}
          action={create}
        />
      )}
      {data && data.items.length > 0 && (
        <>
          {create && <div>{create}</div>}
          <ul className={styles.list}>
            {byUrgency(data.items).map(budget => (
              <BudgetItem key={budget.id} budget={budget} onOpen={setDialog} />
            ))}
          </ul>
        </>
      )}
      {dialog?.kind === 'create' && <BudgetDialog {...shared} />}
      {dialog?.kind === 'change' && (
        <BudgetDialog budget={dialog.budget} {...shared} />
      )}
      {dialog?.kind === 'delete' && (
        <DeleteDialog budget={dialog.budget} {...shared} />
      )}
    </Flex>
  );
}
