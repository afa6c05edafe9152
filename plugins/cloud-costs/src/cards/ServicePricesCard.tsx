// On the page of a cloud service: what does it cost me, from when on, and (for the
// provider) what does it earn?

import { stringifyEntityRef } from '@backstage/catalog-model';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  revenueReadPermission,
  type PriceListSummary,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  ErrorNotice,
  isRefusal,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { usePlanTitles } from '../allocations';
import { readSpec, ServicePrices } from '../billing/priceLists/ServicePrices';
import { useCostFormat } from '../format';
import { priceListsRouteRef } from '../routes';
import { cloudCostsTranslationRef } from '../translation';
import { useCostsHref } from './CostCard';
import { useMonths } from './useCosts';

function Version(props: { summary: PriceListSummary; serviceRef: string }) {
  const { summary, serviceRef } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const planOf = usePlanTitles([serviceRef]);
  const { list, version, validFrom, validTo, status, customerRef } = summary;
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/price-lists/{list}/versions/{version}', {
        params: { path: { list, version } },
      }),
    `${list} ${version}`,
  );
  const spec = data && readSpec(data.document);
  const service = spec?.services.find(one => one.serviceRef === serviceRef);
  const texts = {
    from: format.day(validFrom),
    to: validTo ? format.day(validTo) : '',
  };
  return (
    <Section
      level="h3"
      title={
        status === 'announced'
          ? t('cards.prices.from', texts)
          : t('cards.prices.now')
      }
      description={[
        customerRef && t('cards.prices.agreed'),
        validTo && status !== 'announced' && t('cards.prices.until', texts),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {service && (
        <ServicePrices
          label={t('cards.prices')}
          plans={service.plans}
          titleOf={plan =>
            customerRef ? t('general.agreed') : planOf({ serviceRef, plan })
          }
          currency={summary.currency}
        />
      )}
    </Section>
  );
}

function Revenue(props: { serviceRef: string }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const costsHref = useCostsHref();
  const scope = { service: [props.serviceRef] };
  const { data } = useMonths(scope);
  if (!data) return null;
  const points = data.points ?? [];
  return (
    <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
      <Text as="p">
        {t('cards.prices.revenue', {
          now: format.money(points.at(-1) ?? '0', data.currency),
          before: format.money(points.at(-2) ?? '0', data.currency),
        })}
      </Text>
      <ButtonLink size="small" variant="secondary" href={costsHref(scope)}>
        {t('cards.open')}
      </ButtonLink>
    </Flex>
  );
}

/** The prices of a service's plans, now and announced. */
export function ServicePricesCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const priceListsPath = useRouteRef(priceListsRouteRef);
  const revenue = usePermission({ permission: revenueReadPermission });
  const serviceRef = stringifyEntityRef(entity);
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/price-lists', {
        params: { query: { service: serviceRef } },
      }),
    serviceRef,
  );
  if (isRefusal(error)) return null;
  const current =
    data?.items.filter(({ status }) => status !== 'superseded').reverse() ?? [];
  return (
    <EntityInfoCard
      title={t('cards.prices')}
      footerActions={
        <ButtonLink variant="secondary" href={priceListsPath()}>
          {t('cards.prices.open')}
        </ButtonLink>
      }
    >
      <Flex direction="column" gap="4">
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <Loading rows={2} />}
        {data && current.length === 0 && (
          <Text as="p">{t('cards.prices.none')}</Text>
        )}
        {current.map(summary => (
          <Version
            key={`${summary.list} ${summary.version}`}
            summary={summary}
            serviceRef={serviceRef}
          />
        ))}
        {revenue.allowed && <Revenue serviceRef={serviceRef} />}
      </Flex>
    </EntityInfoCard>
  );
}
