import { Flex, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceReport } from '@dualcloud/backstage-plugin-service-levels-common';
import { PartyLink, Section } from '@dualcloud/foundation-react';
import { useZonedFormat } from '../clock';
import { reportRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { ChangeTable } from './ChangeTable';

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
                  level="h3"
                  changes={one.changes}
                  content={content}
                />
              </details>
            )}
          </div>
        ))}
      </Flex>
    </Section>
  );
}
