import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type { RequestAttachment } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  PartyLink,
  StatusBadge,
} from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from '../../api';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { saveFile } from './files';

const KB = 1024;

/** One file: what it is, who brought it, and a way to it. */
export function Attachment(props: {
  requestId: string;
  attachment: RequestAttachment;
  onRemove: () => void;
}) {
  const { requestId, attachment, onRemove } = props;
  const { id: attachmentId, name } = attachment;
  const { t, format } = useWords();
  const api = useApi(serviceRequestsApiRef);
  const [error, setError] = useState<Error>();
  const download = async () => {
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.GET(
        '/requests/{requestId}/attachments/{attachmentId}/content',
        { params: { path: { requestId, attachmentId } }, parseAs: 'blob' },
      );
      if (data) saveFile(name, data);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <li className={styles.entry}>
      <Flex justify="between" align="center" className={styles.actions}>
        <div className={styles.words}>
          <strong>{name}</strong>
          <div className={styles.small}>
            {t('attachments.size', {
              size: format.number(Math.ceil(attachment.size / KB)),
            })}{' '}
            · <PartyLink entityRef={attachment.by} /> ·{' '}
            {format.dateTime(attachment.at)} ·{' '}
            {t(`attachments.scan.${attachment.scan}`)}
          </div>
          {attachment.internal && (
            <StatusBadge tone="warning">
              {t('conversation.internal')}
            </StatusBadge>
          )}
        </div>
        <Flex gap="2">
          <Button
            size="small"
            variant="secondary"
            aria-label={t('attachments.downloadOne', { name })}
            onPress={download}
          >
            {t('attachments.download')}
          </Button>
          {attachment.mayRemove && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('attachments.removeOne', { name })}
              onPress={onRemove}
            >
              {t('attachments.remove')}
            </Button>
          )}
        </Flex>
      </Flex>
      {error && <ErrorNotice error={error} onRetry={download} />}
    </li>
  );
}
