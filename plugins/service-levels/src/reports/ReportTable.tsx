import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ScrollTable, Section } from '@dualcloud/foundation-react';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import own from './reports.module.css';

/** A part of a report that is a table, or says that there is nothing. */
export function ReportTable(props: {
  title: string;
  description?: string;
  level?: 'h2' | 'h3';
  headings: string[];
  rows: Array<{ key: string; cells: ReactNode[] }>;
}) {
  const { title, description, level, headings, rows } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <Section title={title} description={description} level={level}>
      {rows.length === 0 ? (
        <Text as="p">{t('report.none')}</Text>
      ) : (
        <ScrollTable label={title} isNarrow={headings.length < 5}>
          <table className={styles.table}>
            <thead>
              <tr>
                {headings.map(heading => (
                  <th key={heading} scope="col" className={styles.words}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells: [name, ...cells] }) => (
                <tr key={key}>
                  <th scope="row" className={`${styles.words} ${own.name}`}>
                    {name}
                  </th>
                  {cells.map((cell, index) => (
                    <td key={headings[index + 1]} className={styles.words}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
    </Section>
  );
}
