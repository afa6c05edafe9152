import { Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ReportChange,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { PartyLink, Section } from '@dualcloud/foundation-react';
import { useZonedFormat } from '../clock';
import { reportRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { ReportTable } from './ReportTable';

/** What is different between two versions. */
export function ChangeTable(props: {
  title: string;
  description?: string;
  changes: readonly ReportChange[];
}) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <ReportTable
      title={props.title}
      description={props.description}
      headings={[t('report.what'), t('report.before'), t('report.after')]}
      rows={props.changes.map(({ section, item, field, before, after }) => ({
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
  );
}

/** Every version with what it changed and why; each stays readable. */
export function ReportHistory(props: { report: ServiceReport }) {
  const { summary, versions, content } = props.report;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { moment } = useZonedFormat(content.timeZone);
  const path = useRouteRef(reportRouteRef)({ reportId: summary.id });
  return (
    <Section title={t('report.versions')}>
      <Flex direction="column" gap="4">
        {[...versions].reverse().map(one => (
          <div key={one.version}>
            <Text as="p">
              <Link href={`${path}?version=${one.version}`}>
                {t('reports.version', { version: String(one.version) })}
              </Link>
              {`, ${moment(one.releasedAt)}, ${t('report.by')} `}
              <PartyLink entityRef={one.releasedBy} />
            </Text>
            {one.reason && (
              <Text as="p">
                {t('report.reason')}: {one.reason}
              </Text>
            )}
            {one.changes.length > 0 && (
              <details>
                <summary>
                  {t('report.changes.show', {
                    number: String(one.changes.length),
                  })}
                </summary>
                <ChangeTable
                  title={t('report.changes')}
                  changes={one.changes}
                />
              </details>
            )}
          </div>
        ))}
      </Flex>
    </Section>
  );
}
