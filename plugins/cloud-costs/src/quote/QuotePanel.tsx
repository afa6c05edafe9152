// Beside an order, while it is being filled in: what will this cost a month, and
// until it ends? Does it break a budget?

import { useEffect, useState } from 'react';
import { Alert, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Quote,
  QuoteRequest,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  localize,
  ScrollTable,
  type OrderQuoteProps,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';
import { useQuoteText } from './useQuoteText';
import styles from './quote.module.css';

const DEBOUNCE_MS = 400;

/** The value as it was when it last stayed the same for a while. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function toRequest(props: OrderQuoteProps): QuoteRequest {
  const { items, stage, systemRef, parties, until, current } = props;
  const currentUntil = props.currentUntil ?? until;
  const { payerRef, ownerRef, customerRef, softwareProviderRef } =
    parties ?? {};
  return {
    items,
    ...(stage && { stage }),
    ...(systemRef && { systemRef }),
    ...(payerRef && { payerRef }),
    ...(ownerRef && { ownerRef }),
    ...(customerRef && { customerRef }),
    ...(softwareProviderRef && { softwareProviderRef }),
    ...(until && { until }),
    ...(current && {
      current: {
        items: current,
        ...(currentUntil && { until: currentUntil }),
      },
    }),
  };
}

/** Asks once the order has stayed the same for a moment. */
export function useQuote(props: OrderQuoteProps) {
  const key = useSettled(
    props.items.length > 0 ? JSON.stringify(toRequest(props)) : undefined,
  );
  return useQuery(
    client => client.POST('/quotes', { body: JSON.parse(key ?? '{}') }),
    key,
  );
}

function Budgets(props: { quote: Quote }) {
  const { budgets = [], currency } = props.quote;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  return (
    <>
      {budgets
        .filter(({ breaks }) => breaks)
        .map(({ budgetId, name, remaining, refuses }) => (
          <Alert
            key={budgetId}
            status={refuses ? 'danger' : 'warning'}
            icon
            title={t('quote.breaks', { name })}
            description={[
              BigInt(remaining) < 0n
                ? t('quote.breaks.overdrawn', {
                    amount: format.money(-BigInt(remaining), currency),
                  })
                : t('quote.breaks.left', {
                    amount: format.money(remaining, currency),
                  }),
              t(refuses ? 'quote.breaks.refused' : 'quote.breaks.warned'),
            ].join(' ')}
          />
        ))}
    </>
  );
}

function Lines(props: { quote: Quote; items: OrderQuoteProps['items'] }) {
  const { quote, items } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  if (quote.lines.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t('quote.details')}</summary>
      <ScrollTable label={t('quote.details')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('price.component')}</th>
              <th scope="col">{t('quote.monthly')}</th>
              <th scope="col">{t('quote.oneTime')}</th>
            </tr>
          </thead>
          <tbody>
            {quote.lines.map(line => (
              <tr key={`${line.item} ${line.component}`}>
                <th scope="row">
                  {localize(line.titles, format.language, line.component)}
                  {items.length > 1 && (
                    <div className={styles.small}>
                      {items[line.item]?.name ?? items[line.item]?.plan}
                    </div>
                  )}
                  {line.quantity && line.unit && line.assumption !== 'none' && (
                    <div className={styles.small}>
                      {line.assumption === 'average'
                        ? format.aboutMeasured(line.quantity, line.unit)
                        : format.measured(line.quantity, line.unit)}
                    </div>
                  )}
                </th>
                <td>{format.money(line.monthly, quote.currency)}</td>
                <td>
                  {line.oneTime
                    ? format.money(line.oneTime, quote.currency)
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </details>
  );
}

function Assumptions(props: { quote: Quote }) {
  const { lines, unpriced } = props.quote;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { language } = useCostFormat();
  const names = (kind: Quote['lines'][number]['assumption']) => [
    ...new Set(
      lines
        .filter(({ assumption }) => assumption === kind)
        .map(({ titles, component }) => localize(titles, language, component)),
    ),
  ];
  return (
    <>
      {(['average', 'given', 'unknown'] as const)
        .map(kind => ({ kind, what: names(kind).join(', ') }))
        .filter(({ what }) => what !== '')
        .map(({ kind, what }) => (
          <Text key={kind} as="p" variant="body-small" color="secondary">
            {t(`quote.assumption.${kind}`, { what })}
          </Text>
        ))}
      {unpriced.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('quote.unpriced', { what: unpriced.join(', ') })}
        </Text>
      )}
    </>
  );
}

/** What an order will cost: a month, once, until it ends. */
export function QuotePanel(
  props: OrderQuoteProps & { query: ReturnType<typeof useQuote> },
) {
  const { items, query, withoutBudgets } = props;
  const { data, error } = query;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const text = useQuoteText();
  const said = data && text(data);
  return (
    <section
      className={styles.panel}
      aria-label={t('quote.title')}
      aria-busy={items.length > 0 && query.isPending}
    >
      <Flex direction="column" gap="2">
        <Text as="p" weight="bold">
          {t('quote.title')}
        </Text>
        <div role="status">
          {items.length === 0 && <Text as="p">{t('quote.nothing')}</Text>}
          {items.length > 0 && !data && !error && (
            <Text as="p">{t('quote.pending')}</Text>
          )}
          {error && <Text as="p">{t('quote.failed')}</Text>}
          {said && <p className={styles.amount}>{said.monthly}</p>}
          {said?.others.map(sentence => (
            <Text key={sentence} as="p">
              {sentence}
            </Text>
          ))}
        </div>
        {data && (
          <>
            {!withoutBudgets && <Budgets quote={data} />}
            <Assumptions quote={data} />
            <Lines quote={data} items={items} />
          </>
        )}
      </Flex>
    </section>
  );
}

/** For other plugins: asks and shows. */
export function OrderQuotePanel(props: OrderQuoteProps) {
  const query = useQuote(props);
  return <QuotePanel {...props} query={query} />;
}
