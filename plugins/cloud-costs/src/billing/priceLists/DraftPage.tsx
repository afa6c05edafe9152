// Opened by the provider's service manager before prices change: is the draft right,
// and who would pay how much more or less with it?

import { useState } from 'react';
import {
  Alert,
  Button,
  Container,
  Flex,
  Link,
  Select,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CloudCostsClient,
  PriceListCheck,
  Simulation,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ErrorNotice, localize } from '@dualcloud/foundation-react';
import { cloudCostsApiRef } from '../../api';
import { useCostFormat } from '../../format';
import { priceListsRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import { recentMonths } from '../months';
import styles from '../billing.module.css';
import { ProblemList } from './ProblemList';
import { SimulationResult } from './SimulationResult';

const CHOSEN_MONTHS = 24;
const ROWS = 16;

type Answer = { text: string; check?: PriceListCheck; simulation?: Simulation };

/** What the backend says of a draft; nothing is stored. */
function useDraftAnswers() {
  const api = useApi(cloudCostsApiRef);
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<Error>();
  const [isPending, setPending] = useState(false);
  const ask = async (load: (client: CloudCostsClient) => Promise<Answer>) => {
    setPending(true);
    setError(undefined);
    try {
      setAnswer(await load(await api.getClient()));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setPending(false);
    }
  };
  const check = (text: string) =>
    ask(async client => {
      const { data } = await client.POST('/price-lists/check', {
        body: { text },
      });
      return { text, check: data };
    });
  const simulate = (text: string, from: string, to: string) =>
    ask(async client => {
      const { data: found } = await client.POST('/price-lists/check', {
        body: { text },
      });
      if (!found || found.problems.length > 0) return { text, check: found };
      const { data } = await client.POST('/price-lists/simulate', {
        body: { text, from, to },
      });
      return { text, check: found, simulation: data };
    });
  return { answer, error, isPending, check, simulate };
}

function CheckResult(props: { check: PriceListCheck }) {
  const { problems, summary } = props.check;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  if (problems.length === 0) {
    return (
      <Alert
        role="status"
        status="success"
        icon
        title={t('draft.fine')}
        description={
          summary &&
          t('draft.fineMeaning', {
            name: localize(summary.titles, format.language, summary.list),
            version: summary.version,
            from: format.day(summary.validFrom),
          })
        }
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('draft.problems', { count: problems.length })}
      description={<ProblemList problems={problems} />}
    />
  );
}

function MonthSelect(props: {
  label: string;
  value: string;
  onChange: (month: string) => void;
}) {
  const format = useCostFormat();
  return (
    <Select
      label={props.label}
      selectionMode="single"
      options={recentMonths(CHOSEN_MONTHS, new Date()).map(id => ({
        id,
        label: format.month(id),
      }))}
      value={props.value}
      onChange={key => key !== null && props.onChange(String(key))}
    />
  );
}

/** Checks a draft, and rates the past with it. */
export function DraftPage() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const listsPath = useRouteRef(priceListsRouteRef);
  const months = recentMonths(CHOSEN_MONTHS, new Date());
  const [text, setText] = useState('');
  const [from, setFrom] = useState(months[3]);
  const [to, setTo] = useState(months[1]);
  const { answer, error, isPending, check, simulate } = useDraftAnswers();
  const isEmpty = text.trim() === '';
  const current = answer?.text === text ? answer : undefined;
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <div>
          <Link href={listsPath()}>{t('priceList.back')}</Link>
        </div>
        <Text as="h2" variant="title-medium">
          {t('draft.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('draft.meaning')}
        </Text>
        <TextAreaField
          className={styles.code}
          label={t('draft.text')}
          description={t('draft.textHelp')}
          rows={ROWS}
          value={text}
          onChange={setText}
          spellCheck="false"
        />
        <div className={styles.filters}>
          <MonthSelect
            label={t('draft.from')}
            value={from}
            onChange={setFrom}
          />
          <MonthSelect label={t('draft.to')} value={to} onChange={setTo} />
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <Button
              variant="secondary"
              isDisabled={isEmpty || isPending}
              onPress={() => check(text)}
            >
              {t('draft.check')}
            </Button>
            <Button
              isDisabled={isEmpty || isPending || from > to}
              isPending={isPending}
              onPress={() => simulate(text, from, to)}
            >
              {t('draft.simulate')}
            </Button>
          </Flex>
        </div>
        {from > to && <Text as="p">{t('draft.order')}</Text>}
        {error && <ErrorNotice error={error} />}
        {current?.check && <CheckResult check={current.check} />}
        {current?.simulation && (
          <SimulationResult simulation={current.simulation} />
        )}
      </Flex>
    </Container>
  );
}
