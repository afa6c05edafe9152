import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Facts,
  ScrollTable,
  useEntityTitles,
  type LocalizedText,
} from '@dualcloud/foundation-react';
import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWords } from '../words';
import styles from './offers.module.css';

type Objective = {
  id?: string;
  type?: string;
  titles?: LocalizedText;
  period?: string;
  target?: string;
  within?: string;
  atMost?: string | number;
};

const TYPES = [
  'availability',
  'outage-count',
  'longest-outage',
  'response-time',
  'restoration-time',
  'latency',
  'success-rate',
] as const;
const PERIODS = ['month', 'quarter', 'year'] as const;

/** What level of service is promised, and in which hours. */
export function LevelTable(props: { agreement: OfferContent['agreement'] }) {
  const { calendarRef, objectives } = props.agreement as {
    calendarRef?: string;
    objectives?: Objective[];
  };
  const { t, text, format } = useWords();
  const titleOf = useEntityTitles(calendarRef ? [calendarRef] : []);
  const nameOf = ({ id, type, titles }: Objective) => {
    const known = TYPES.find(one => one === type);
    return text(titles) || (known ? t(`offer.objective.${known}`) : id);
  };
  const targetOf = ({ type, target, within, atMost }: Objective) => {
    if (type === 'availability' && target) {
      return `${format.number(Number(target))} %`;
    }
    return String(within ?? atMost ?? target ?? '');
  };
  const periodOf = ({ period }: Objective) => {
    const known = PERIODS.find(one => one === period);
    return known && t(`offer.period.${known}`);
  };
  return (
    <>
      {calendarRef && (
        <Facts
          items={[
            {
              label: t('offer.hours'),
              value: (
                <EntityRefLink
                  entityRef={calendarRef}
                  // The catalog knows a calendar by one name; it has one in each language.
                  title={titleOf(calendarRef)}
                  hideIcon
                />
              ),
            },
          ]}
        />
      )}
      {objectives && objectives.length > 0 && (
        <ScrollTable label={t('offer.level')} isNarrow>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('offer.objective')}</th>
                <th scope="col">{t('offer.target')}</th>
                <th scope="col">{t('offer.period')}</th>
              </tr>
            </thead>
            <tbody>
              {objectives.map(objective => (
                <tr key={objective.id}>
                  <th scope="row">{nameOf(objective)}</th>
                  <td>{targetOf(objective)}</td>
                  <td>{periodOf(objective)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
    </>
  );
}
