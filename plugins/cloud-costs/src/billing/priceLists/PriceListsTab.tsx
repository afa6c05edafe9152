import { ButtonLink, Flex, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  billingManagePermission,
  priceListSimulatePermission,
  type PriceListSummary,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  localize,
  PartyLink,
  ScrollTable,
  StatusBadge,
  type Tone,
} from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { useCostFormat } from '../../format';
import { priceListDraftRouteRef, priceListRouteRef } from '../../routes';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import { RefusedDocument, UnpricedUsage } from './PriceProblems';

const TONES: Record<PriceListSummary['status'], Tone> = {
  'in-force': 'good',
  announced: 'info',
  superseded: 'quiet',
};

/** Whether a version holds, will hold, or held. */
export function VersionBadge(props: { status: PriceListSummary['status'] }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return (
    <StatusBadge tone={TONES[props.status]}>
      {t(`priceList.status.${props.status}`)}
    </StatusBadge>
  );
}

function VersionRow(props: { summary: PriceListSummary }) {
  const { list, version, titles, status, validFrom, validTo, customerRef } =
    props.summary;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const path = useRouteRef(priceListRouteRef);
  const href = path({
    list: encodeURIComponent(list),
    version: encodeURIComponent(version),
  });
  return (
    <tr>
      <th scope="row">
        <Link href={href}>
          {localize(titles, format.language, list)} {version}
        </Link>
        {customerRef && (
          <div className={styles.small}>
            {t('priceList.agreedWith')} <PartyLink entityRef={customerRef} />
          </div>
        )}
      </th>
      <td className={styles.words}>
        <VersionBadge status={status} />
      </td>
      <td className={styles.words}>
        {validTo
          ? format.range(validFrom, validTo)
          : t('priceList.since', { from: format.day(validFrom) })}
      </td>
      <td>{props.summary.services}</td>
    </tr>
  );
}

/** Every version of the price lists that the reader may see. */
export function PriceListsTab() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const draftPath = useRouteRef(priceListDraftRouteRef);
  const { allowed } = usePermission({
    permission: priceListSimulatePermission,
  });
  const { allowed: seesProblems } = usePermission({
    permission: billingManagePermission,
  });
  const { data, error, reload } = useQuery(
    client => client.GET('/price-lists'),
    'price-lists',
  );
  const problems = useQuery(
    client => client.GET('/usage-problems'),
    seesProblems ? 'usage-problems' : undefined,
  );
  const unpriced = problems.data?.unpriced ?? [];
  return (
    <Flex direction="column" gap="4">
      {allowed && (
        <div>
          <ButtonLink variant="secondary" href={draftPath()}>
            {t('priceList.draft')}
          </ButtonLink>
        </div>
      )}
      {problems.error && (
        <ErrorNotice error={problems.error} onRetry={problems.reload} />
      )}
      {problems.data?.priceLists.map(refused => (
        <RefusedDocument key={refused.entityRef} refused={refused} />
      ))}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={4} />}
      {data?.items.length === 0 && (
        <EmptyState
          title={t('priceList.empty.title')}
          description={t('priceList.empty.description')}
        />
      )}
      {data && data.items.length > 0 && (
        <ScrollTable label={t('billing.tab.priceLists')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('priceList.version')}</th>
                <th scope="col" className={styles.words}>
                  {t('priceList.status')}
                </th>
                <th scope="col" className={styles.words}>
                  {t('priceList.validity')}
                </th>
                <th scope="col">{t('priceList.services')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(summary => (
                <VersionRow
                  key={`${summary.list} ${summary.version}`}
                  summary={summary}
                />
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
      {unpriced.length > 0 && <UnpricedUsage unpriced={unpriced} />}
    </Flex>
  );
}
