// Opened by an agency's service owner: was what was agreed kept in the month, and what
// does that cost? By the provider: is it right, and may it go out?

import { useState } from 'react';
import { Alert, Button, Container, Flex, Link, Text } from '@backstage/ui';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceReport } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  Section,
  useEntityTitles,
  useFormat,
  useLanguage,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useParams } from 'react-router-dom';
import { serviceLevelsApiRef } from '../api';
import { useQuery } from '../api/useQuery';
import { useZonedFormat } from '../clock';
import { useLevelFormat } from '../format';
import { StateBadge } from '../levels/badges';
import { reportRouteRef, reportsRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';
import { ChangeTable } from './ChangeTable';
import { ReportBody } from './ReportBody';
import { CommentDialog, CorrectDialog, ReleaseDialog } from './ReportDialogs';
import { ReportHistory } from './ReportHistory';
import styles from './reports.module.css';

const DIALOGS = {
  comment: CommentDialog,
  release: ReleaseDialog,
  correct: CorrectDialog,
};

/** One monthly service report, in the version that the address names. */
export function ReportPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { reportId = '' } = useParams();
  const url = useUrlFilter();
  const version = Number(url.get('version')) || undefined;
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/service-reports/{reportId}', {
        params: { path: { reportId }, query: { version } },
      }),
    `${reportId} ${version}`,
  );
  return (
    <Container py="4">
      <Flex direction="column" gap="6">
        {error && (
          <ErrorNotice
            error={error}
            title={t('report.error')}
            onRetry={reload}
          />
        )}
        {!data && !error && <Loading rows={4} rowHeight={80} />}
        {data && (
          <Report
            report={data}
            onChange={() => {
              url.set('version', undefined);
              reload();
            }}
          />
        )}
      </Flex>
    </Container>
  );
}

function Report(props: { report: ServiceReport; onChange: () => void }) {
  const { report, onChange } = props;
  const { content, summary, deeds } = report;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [asked, setAsked] = useState<keyof typeof DIALOGS>();
  const Dialog = asked && DIALOGS[asked];
  return (
    <>
      <Head report={report} onAsk={setAsked} />
      <Section
        title={t('report.comment')}
        actions={
          deeds.includes('comment') && (
            <Button variant="secondary" onPress={() => setAsked('comment')}>
              {t('report.comment.edit')}
            </Button>
          )
        }
      >
        <Text as="p" style={{ whiteSpace: 'pre-wrap' }}>
          {content.comment ?? t('report.comment.none')}
        </Text>
      </Section>
      <ReportBody content={content} />
      <Billing report={report} />
      {report.changed.length > 0 && (
        <ChangeTable
          title={t('report.since')}
          description={t('report.since.means')}
          changes={report.changed}
          content={content}
        />
      )}
      {report.versions.length > 0 && <ReportHistory report={report} />}
      {Dialog && (
        <Dialog
          key={summary.id}
          report={report}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            onChange();
          }}
        />
      )}
    </>
  );
}

function Head(props: {
  report: ServiceReport;
  onAsk: (deed: keyof typeof DIALOGS) => void;
}) {
  const { report, onAsk } = props;
  const { summary, content, version, deeds } = report;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const { moment } = useZonedFormat(content.timeZone);
  const titleOf = useEntityTitles([
    summary.subjectRef,
    ...(summary.customerRef ? [summary.customerRef] : []),
  ]);
  const allPath = useRouteRef(reportsRouteRef)();
  const ownPath = useRouteRef(reportRouteRef)({ reportId: summary.id });
  const issued = report.versions.find(one => one.version === version);
  return (
    <Flex direction="column" gap="3">
      <div className={styles.screenOnly}>
        <Link href={allPath}>{t('report.all')}</Link>
      </div>
      <Text
        as="h2"
        variant="title-medium"
        style={{ overflowWrap: 'anywhere', hyphens: 'auto' }}
      >
        {titleOf(summary.subjectRef)}:{' '}
        {t('report.title', { month: format.period(content.month) })}
      </Text>
      <div>
        <StateBadge state={content.outcome} />
      </div>
      {version === undefined && (
        <Alert
          status="info"
          title={[
            t('report.draft'),
            report.releasableFrom &&
              t('report.from', { moment: moment(report.releasableFrom) }),
          ]
            .filter(Boolean)
            .join(' ')}
        />
      )}
      {version !== undefined && version !== summary.version && (
        <Alert
          status="warning"
          title={t('report.older', { version: String(version) })}
          description={<Link href={ownPath}>{t('report.newest')}</Link>}
        />
      )}
      <Facts
        items={[
          {
            label: t('levels.customer'),
            value: summary.customerRef && titleOf(summary.customerRef),
          },
          {
            label: t('report.agreement'),
            value: `${content.agreement}, ${content.agreementVersion}`,
          },
          {
            label: t('reports.released'),
            value:
              issued &&
              `${moment(issued.releasedAt)}, ${t('reports.version', {
                version: String(issued.version),
              })}`,
          },
          { label: t('report.reason'), value: issued?.reason },
          { label: t('report.hash'), value: report.hash },
        ]}
      />
      <div className={styles.screenOnly}>
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {deeds.includes('release') && (
            <Button onPress={() => onAsk('release')}>
              {t('report.release')}
            </Button>
          )}
          {deeds.includes('correct') && (
            <Button variant="secondary" onPress={() => onAsk('correct')}>
              {t('report.correct')}
            </Button>
          )}
          <Downloads report={report} />
        </Flex>
      </div>
    </Flex>
  );
}

function Downloads(props: { report: ServiceReport }) {
  const { summary, version, content } = props.report;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const api = useApi(serviceLevelsApiRef);
  const language = useLanguage() === 'de' ? 'de' : 'en';
  const [error, setError] = useState<Error>();
  const download = async (format: 'pdf' | 'csv') => {
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.GET(
        '/service-reports/{reportId}/document',
        {
          params: {
            path: { reportId: summary.id },
            query: { format, language, version },
          },
          parseAs: 'blob',
        },
      );
      if (!data) return;
      const address = URL.createObjectURL(data as Blob);
      const link = document.createElement('a');
      link.href = address;
      link.download = `${content.agreement}-${content.month}.${format}`;
      link.click();
      URL.revokeObjectURL(address);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <>
      <Button variant="secondary" onPress={() => download('pdf')}>
        {t('report.download.pdf')}
      </Button>
      <Button variant="secondary" onPress={() => download('csv')}>
        {t('report.download.csv')}
      </Button>
      <Button variant="secondary" onPress={() => window.print()}>
        {t('report.print')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

/** What became of the penalties. */
function Billing(props: { report: ServiceReport }) {
  const { reductions } = props.report;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { moneyMicros } = useFormat();
  const format = useLevelFormat();
  if (reductions.length === 0) return null;
  return (
    <Section title={t('report.billing')}>
      <ul>
        {reductions.map(one => (
          <li key={`${one.version} ${one.currency}`}>
            {moneyMicros(one.amount, one.currency)} (
            {t('reports.version', { version: String(one.version) })}),{' '}
            {t(`report.billing.${one.state}`, {
              month: one.billedMonth ? format.period(one.billedMonth) : '',
            })}
            {one.problem && <div>{one.problem}</div>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
