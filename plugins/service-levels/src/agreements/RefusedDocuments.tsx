import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorNotice,
  isRefusal,
  PartyLink,
  ScrollTable,
  Section,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useZonedFormat } from '../clock';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';

/** For whoever publishes documents: which were refused, where and why; for others nothing. */
export function RefusedDocuments() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { moment } = useZonedFormat();
  const { data, error, reload } = useQuery(
    client => client.GET('/agreement-problems'),
    'problems',
  );
  if (error) {
    return isRefusal(error) ? null : (
      <ErrorNotice error={error} onRetry={reload} />
    );
  }
  if (!data || data.items.length === 0) return null;
  const rows = data.items.flatMap(({ entityRef, problems, foundAt }) =>
    problems.map(problem => ({ entityRef, foundAt, problem })),
  );
  return (
    <Section title={t('problems.title')} description={t('problems.means')}>
      <ScrollTable label={t('problems.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['document', 'where', 'what'] as const).map(id => (
                <th key={id} scope="col" className={styles.words}>
                  {t(`problems.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ entityRef, foundAt, problem }) => (
              <tr key={`${entityRef} ${problem.path} ${problem.rule}`}>
                <th scope="row" className={styles.words}>
                  <PartyLink entityRef={entityRef} />
                  <div className={styles.small}>
                    {t('problems.found', { when: moment(foundAt) })}
                  </div>
                </th>
                <td className={styles.words}>
                  <code>{problem.path}</code>
                  {problem.line !== undefined && (
                    <div className={styles.small}>
                      {t('problems.line', { line: String(problem.line) })}
                    </div>
                  )}
                </td>
                <td className={styles.words}>
                  {problem.message}
                  <div className={styles.small}>{problem.rule}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </Section>
  );
}
