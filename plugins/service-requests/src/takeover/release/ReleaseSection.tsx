import type { ReactNode } from 'react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ReleaseDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Facts,
  Loading,
  PartyLink,
  Section,
} from '@dualcloud/foundation-react';
import { releaseRouteRef } from '../../routes';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { useRelease } from '../useTakeovers';
import { Evidence } from './Evidence';
import { SbomFact } from './SbomFact';

/** What was delivered under a version, and the papers that came with it. */
export function ReleaseSection(props: {
  requestId: string;
  releaseId: string;
  /** Then its papers stay as they are. */
  isTakenOver?: boolean;
}) {
  const { requestId, releaseId, isTakenOver = false } = props;
  const { t } = useWords();
  const papersPath = useRouteRef(releaseRouteRef);
  const { data, error, reload } = useRelease(releaseId);
  return (
    <Section
      level="h3"
      title={t('release.title')}
      actions={
        !isTakenOver &&
        data?.mayDeliver && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={`${papersPath({ requestId })}?release=${encodeURIComponent(
              releaseId,
            )}`}
          >
            {t('release.papers.complete')}
          </ButtonLink>
        )
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data && <Delivered release={data} />}
    </Section>
  );
}

function Delivered({ release }: { release: ReleaseDetail }) {
  const { t, format } = useWords();
  const { papers } = release;
  const { thirdLevelHours } = papers;
  return (
    <Flex direction="column" gap="3">
      <Facts
        items={[
          {
            label: t('release.version'),
            value: `${release.version} · ${t(`release.kind.${release.kind}`)}`,
          },
          {
            label: t('release.delivered'),
            value: (
              <span className={styles.people}>
                {t('takeover.byWhom', {
                  at: format.dateTime(release.deliveredAt),
                })}{' '}
                <PartyLink entityRef={release.deliveredBy} />
              </span>
            ),
          },
          {
            label: t('release.notes'),
            value: <p className={styles.text}>{release.notes}</p>,
          },
          {
            label: t('release.artefacts'),
            value: <Artefacts release={release} />,
          },
          { label: t('release.sbom'), value: <SbomFact release={release} /> },
          {
            label: t('release.knownErrors'),
            value: <KnownErrors release={release} />,
          },
          {
            label: t('release.testEvidence'),
            value: orDash(
              papers.testEvidence?.length ? (
                <ul className={styles.inner}>
                  {papers.testEvidence.map((evidence, index) => (
                    <li key={evidence.link ?? evidence.text ?? index}>
                      <Evidence evidence={evidence} />
                    </li>
                  ))}
                </ul>
              ) : undefined,
            ),
          },
          {
            label: t('release.supportContact'),
            value: orDash(papers.supportContact),
          },
          {
            label: t('release.thirdLevelHours'),
            value: orDash(
              thirdLevelHours?.calendarRef ? (
                <PartyLink entityRef={thirdLevelHours.calendarRef} />
              ) : (
                thirdLevelHours?.text
              ),
            ),
          },
          ...(['security', 'dataProtection'] as const).map(kind => ({
            label: t(`release.${kind}`),
            value: orDash(papers[kind] && <Evidence evidence={papers[kind]} />),
          })),
        ]}
      />
    </Flex>
  );
}

/** What is missing shows, as it may stand in the way. */
function orDash(value: ReactNode): ReactNode {
  return value || '–';
}

function Artefacts({ release }: { release: ReleaseDetail }) {
  return (
    <ul className={styles.inner}>
      {release.artefacts.map(({ name, url, sha256 }) => (
        <li key={name}>
          <a href={url} target="_blank" rel="noopener noreferrer">
            {name}
          </a>
          <div className={styles.checksum}>SHA-256 {sha256}</div>
        </li>
      ))}
    </ul>
  );
}

function KnownErrors({ release }: { release: ReleaseDetail }) {
  const { t } = useWords();
  const errors = release.papers.knownErrors ?? [];
  if (errors.length === 0) {
    return <Text as="p">{t('release.knownErrors.none')}</Text>;
  }
  return (
    <ul className={styles.inner}>
      {errors.map(({ title, workaround }) => (
        <li key={title}>
          {title}
          {workaround && <div className={styles.small}>{workaround}</div>}
        </li>
      ))}
    </ul>
  );
}
