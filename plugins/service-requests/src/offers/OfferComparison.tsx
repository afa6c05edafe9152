import { useState } from 'react';
import { Select, Text } from '@backstage/ui';
import type {
  Offer,
  OfferDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  ScrollTable,
  Section,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useWords } from '../words';
import { fieldName } from './fieldName';
import { fieldValue } from './fieldValue';
import styles from './offers.module.css';

/** What differs from another version; the one before is offered first. */
export function OfferComparison(props: {
  offer: OfferDetail;
  versions: readonly Offer[];
}) {
  const { offer, versions } = props;
  const { t } = useWords();
  const others = versions.filter(({ id }) => id !== offer.id);
  const [chosen, setChosen] = useState<string>();
  const other =
    others.find(({ id }) => id === chosen) ??
    others.find(({ version }) => version < offer.version) ??
    others[0];
  if (!other) return null;
  return (
    <Section level="h3" title={t('offer.comparison')}>
      <Select
        label={t('offer.compareWith')}
        options={others.map(({ id, version, state }) => ({
          id,
          label: t('offer.versionInState', {
            version: String(version),
            state: t(`offer.state.${state}`),
          }),
        }))}
        selectionMode="single"
        value={other.id}
        onChange={key => key !== null && setChosen(String(key))}
      />
      <Differences offer={offer} other={other} />
    </Section>
  );
}

function Differences(props: { offer: OfferDetail; other: Offer }) {
  const { offer, other } = props;
  const words = useWords();
  const { t } = words;
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/offers/{offerId}/comparison', {
        params: { path: { offerId: offer.id }, query: { with: other.id } },
      }),
    `${offer.id} ${other.id}`,
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Loading rows={2} />;
  if (data.differences.length === 0) {
    return <Text as="p">{t('offer.noDifference')}</Text>;
  }
  return (
    <ScrollTable label={t('offer.comparison')} isNarrow>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('offer.field')}</th>
            <th scope="col">
              {t('offer.versionNumber', { version: String(other.version) })}
            </th>
            <th scope="col">
              {t('offer.versionNumber', { version: String(offer.version) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.differences.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{fieldName(path, words, offer.content)}</th>
              <td>{fieldValue(path, before, words, offer.content)}</td>
              <td>{fieldValue(path, after, words, offer.content)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
