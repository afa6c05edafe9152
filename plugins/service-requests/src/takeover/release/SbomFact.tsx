import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type { ReleaseDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from '../../api';
import { saveFile } from '../../request/attachments/files';
import { useWords } from '../../words';
import styles from '../takeover.module.css';

const FORMATS = { cyclonedx: 'CycloneDX', spdx: 'SPDX' } as const;

/** The bill of materials: what it is, and how one gets it. */
export function SbomFact({ release }: { release: ReleaseDetail }) {
  const { t } = useWords();
  const { sbom } = release;
  const { download, error } = useSbom(release);
  if (!sbom) return <>{t('release.sbom.none')}</>;
  return (
    <div className={styles.words}>
      {sbom.attached ? (
        <>
          {t('release.sbom.attached', {
            format: sbom.format ? FORMATS[sbom.format] : 'JSON',
            version: sbom.specVersion ?? '',
            components: String(sbom.components ?? 0),
          })}{' '}
          <Button size="small" variant="secondary" onPress={download}>
            {t('release.sbom.download')}
          </Button>
        </>
      ) : (
        <a href={sbom.link} target="_blank" rel="noopener noreferrer">
          {sbom.link}
        </a>
      )}
      <div className={styles.checksum}>SHA-256 {sbom.sha256}</div>
      {error && <ErrorNotice error={error} onRetry={download} />}
    </div>
  );
}

function useSbom({ id, version }: ReleaseDetail) {
  const api = useApi(serviceRequestsApiRef);
  const [error, setError] = useState<Error>();
  const download = async () => {
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.GET('/releases/{releaseId}/sbom', {
        params: { path: { releaseId: id } },
        parseAs: 'blob',
      });
      if (data) saveFile(`sbom-${version}.json`, data as unknown as Blob);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return { download, error };
}
