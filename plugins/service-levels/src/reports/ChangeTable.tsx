import { Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ReportChange,
  ReportContent,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { serviceLevelsTranslationRef } from '../translation';
import { ReportTable } from './ReportTable';
import { useChangeWords } from './useChangeWords';

/** What is different between two versions: in words, and to the last detail. */
export function ChangeTable(props: {
  title: string;
  description?: string;
  level?: 'h2' | 'h3';
  changes: readonly ReportChange[];
  /** Of the newer version. */
  content: ReportContent;
}) {
  const { title, description, level, changes, content } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const told = useChangeWords(content)(changes);
  const headings = [t('report.what'), t('report.before'), t('report.after')];
  return (
    <Flex direction="column" gap="3">
      <ReportTable
        title={title}
        description={description}
        level={level}
        headings={headings}
        rows={told.map(({ key, what, before, after }) => ({
          key,
          cells: [what, before, after],
        }))}
      />
      <details>
        <summary>
          {t('report.changes.details', { number: String(changes.length) })}
        </summary>
        <ReportTable
          title={t('report.changes.raw')}
          level="h3"
          headings={headings}
          rows={changes.map(({ section, item, field, before, after }) => ({
            key: [section, item, field].join(' '),
            cells: [
              [section, item, field === section ? undefined : field]
                .filter(Boolean)
                .join(' › '),
              before ?? '–',
              after ?? '–',
            ],
          }))}
        />
      </details>
    </Flex>
  );
}
