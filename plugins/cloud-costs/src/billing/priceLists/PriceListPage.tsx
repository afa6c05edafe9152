// Opened by whoever wants to know what a list says, without reading its notation.

import { Container, Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PriceListVersion } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  localize,
  PartyLink,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { useQuery } from '../../api/useQuery';
import { usePlanTitles } from '../../allocations';
import { useCostFormat } from '../../format';
import { priceListsRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { readSpec, ServicePrices } from './ServicePrices';
import { VersionBadge } from './PriceListsTab';

function PriceListDetails(props: { version: PriceListVersion }) {
  const { summary, document } = props.version;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const spec = readSpec(document);
  const serviceRefs = spec.services.map(({ serviceRef }) => serviceRef);
  const titleOf = useEntityTitles(serviceRefs);
  const planOf = usePlanTitles(serviceRefs);
  const { validFrom, validTo, customerRef, currency } = summary;
  return (
    <div className={styles.stack}>
      <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
        <Text as="h2" variant="title-medium">
          {localize(summary.titles, format.language, summary.list)}{' '}
          {summary.version}
        </Text>
        <VersionBadge status={summary.status} />
      </Flex>
      <Facts
        items={[
          {
            label: t('priceList.validity'),
            value: validTo
              ? format.range(validFrom, validTo)
              : t('priceList.since', { from: format.day(validFrom) }),
          },
          {
            label: t('priceList.agreedWith'),
            value: customerRef && <PartyLink entityRef={customerRef} />,
          },
          { label: t('priceList.currency'), value: currency },
          { label: t('priceList.timeZone'), value: spec.timeZone },
        ]}
      />
      {spec.discounts && spec.discounts.length > 0 && (
        <Section title={t('priceList.discounts')}>
          <ul className={styles.plain}>
            {spec.discounts.map(discount => (
              <li key={discount.id}>
                {localize(discount.titles, format.language, discount.id)}:{' '}
                {t('priceList.discount', {
                  percent: format.quantity(discount.percent),
                })}{' '}
                <PartyLink entityRef={discount.customerRef} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {spec.services.map(({ serviceRef, plans }) => (
        <Section key={serviceRef} title={titleOf(serviceRef)}>
          <ServicePrices
            label={t('price.table', { service: titleOf(serviceRef) })}
            plans={plans}
            titleOf={plan =>
              spec.agreement
                ? t('general.agreed')
                : planOf({ serviceRef, plan })
            }
            currency={currency}
          />
        </Section>
      ))}
    </div>
  );
}

/** One version of a price list: services, plans, and what they cost. */
export function PriceListPage() {
  const { list = '', version = '' } = useParams();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const listsPath = useRouteRef(priceListsRouteRef);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/price-lists/{list}/versions/{version}', {
        params: { path: { list, version } },
      }),
    JSON.stringify([list, version]),
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <div>
          <Link href={listsPath()}>{t('priceList.back')}</Link>
        </div>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={5} rowHeight={80} />}
        {data && <PriceListDetails version={data} />}
      </Flex>
    </Container>
  );
}
