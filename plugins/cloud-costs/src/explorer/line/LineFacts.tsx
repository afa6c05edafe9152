import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { Facts, PartyLink, useFormat } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { priceListRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import {
  AllocationName,
  usePlanTitles,
  useShownElsewhere,
} from '../../allocations';

function PriceListLink(props: { line: CostLine }) {
  const { priceList, priceListVersion } = props.line;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const path = useRouteRef(priceListRouteRef);
  return (
    <Link
      href={path({
        list: encodeURIComponent(priceList),
        version: encodeURIComponent(priceListVersion),
      })}
    >
      {t('explorer.line.version', {
        list: priceList,
        version: priceListVersion,
      })}
    </Link>
  );
}

/** What was allocated, to whom, and by which price. */
export function LineFacts(props: { line: CostLine }) {
  const { line } = props;
  const { allocation } = line;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useFormat();
  const costs = useCostFormat();
  const hrefOf = useShownElsewhere([allocation]);
  const planOf = usePlanTitles([allocation.serviceRef]);
  const party = (ref: string | undefined) =>
    ref && <PartyLink entityRef={ref} />;
  return (
    <Facts
      items={[
        {
          label: t('explorer.line.what'),
          value: (
            <AllocationName allocation={allocation} href={hrefOf(allocation)} />
          ),
        },
        {
          label: t('explorer.dimension.service'),
          value: party(allocation.serviceRef),
        },
        { label: t('explorer.dimension.plan'), value: planOf(allocation) },
        {
          label: t('explorer.dimension.stage'),
          value: t(`general.stage.${allocation.stage}`),
        },
        {
          label: t('explorer.dimension.system'),
          value: party(allocation.systemRef),
        },
        {
          label: t('explorer.dimension.payer'),
          value: party(allocation.payerRef),
        },
        {
          label: t('explorer.dimension.customer'),
          value: party(allocation.customerRef),
        },
        {
          label: t('explorer.dimension.software-provider'),
          value: party(allocation.softwareProviderRef),
        },
        {
          label: t('explorer.line.allocated'),
          value: t(
            allocation.to
              ? 'explorer.line.allocatedUntil'
              : 'explorer.line.allocatedSince',
            {
              from: format.instant(allocation.from),
              to: allocation.to ? format.instant(allocation.to) : '',
            },
          ),
        },
        {
          label: t('explorer.line.month'),
          value: costs.month(line.month),
        },
        {
          label: t('explorer.line.billedMonth'),
          value:
            line.billedMonth === line.month
              ? undefined
              : costs.month(line.billedMonth),
        },
        {
          label: t('explorer.lines.quantity'),
          value: costs.measured(line.quantity, line.unit),
        },
        {
          label: t('explorer.line.priceList'),
          value: line.priceList && <PriceListLink line={line} />,
        },
        {
          label: t('explorer.line.tags'),
          value: Object.entries(allocation.tags ?? {})
            .map(([key, value]) => `${key}: ${value}`)
            .join(', '),
        },
      ]}
    />
  );
}
