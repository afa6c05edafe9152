import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StatementSummary } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ErrorNotice, useLanguage } from '@dualcloud/foundation-react';
import { cloudCostsApiRef } from '../../api';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';

const ENDINGS = { pdf: 'pdf', csv: 'csv', xrechnung: 'xml' } as const;

type DocumentFormat = keyof typeof ENDINGS;

/** Hands a file to the browser as a download. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Takes a statement out of the portal: as a file, or on paper. */
export function Downloads(props: {
  summary: StatementSummary;
  onPrint: () => void;
}) {
  const { summary, onPrint } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const api = useApi(cloudCostsApiRef);
  const language = useLanguage() === 'de' ? 'de' : 'en';
  const [busy, setBusy] = useState<DocumentFormat>();
  const [error, setError] = useState<Error>();
  const formats: DocumentFormat[] = [
    'pdf',
    'csv',
    // Nobody is invoiced for what may still change.
    ...(summary.billing === 'invoice' && summary.state === 'final'
      ? (['xrechnung'] as const)
      : []),
  ];

  const download = async (format: DocumentFormat) => {
    setBusy(format);
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.GET('/statements/{statementId}/document', {
        params: {
          path: { statementId: summary.id },
          query: { format, language },
        },
        parseAs: 'blob',
      });
      if (data) {
        const name = summary.number ?? `${summary.month}-${summary.id}`;
        save(data, `${name}.${ENDINGS[format]}`);
      }
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <div className={styles.screenOnly}>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {formats.map(format => (
          <Button
            key={format}
            variant="secondary"
            isPending={busy === format}
            isDisabled={busy !== undefined}
            onPress={() => download(format)}
          >
            {t(`statement.download.${format}`)}
          </Button>
        ))}
        <Button variant="secondary" onPress={onPrint}>
          {t('statement.print')}
        </Button>
      </Flex>
      {error && <ErrorNotice error={error} />}
    </div>
  );
}
