import { useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  RequestAttachment,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  FormDialog,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { Attachment } from './Attachment';
import { Upload } from './Upload';

/** Files that belong to the request. */
export function AttachmentSection(props: { request: ServiceRequestDetail }) {
  const { id: requestId, mayWrite, mayManage, ended } = props.request;
  const { t } = useWords();
  const [removed, setRemoved] = useState<RequestAttachment>();
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/requests/{requestId}/attachments', {
        params: { path: { requestId } },
      }),
    requestId,
  );
  useLiveUpdates({ isActive: false, onChange: reload });
  return (
    <Section title={t('attachments.title')}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={1} />}
      {data?.items.length === 0 && (
        <Text as="p" color="secondary">
          {t('attachments.empty')}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <ul className={styles.plain} aria-label={t('attachments.title')}>
          {data.items.map(one => (
            <Attachment
              key={one.id}
              requestId={requestId}
              attachment={one}
              onRemove={() => setRemoved(one)}
            />
          ))}
        </ul>
      )}
      {data && mayWrite && !ended && (
        <Upload
          requestId={requestId}
          limits={data.limits}
          mayNote={mayManage}
          onDone={reload}
        />
      )}
      {removed && (
        <RemoveDialog
          requestId={requestId}
          attachment={removed}
          onClose={() => setRemoved(undefined)}
          onDone={() => {
            setRemoved(undefined);
            reload();
          }}
        />
      )}
    </Section>
  );
}

function RemoveDialog(props: {
  requestId: string;
  attachment: RequestAttachment;
  onClose: () => void;
  onDone: () => void;
}) {
  const { requestId, attachment, onClose, onDone } = props;
  const { t } = useWords();
  const wish = useWish(async (client, attachmentId: string, header) => {
    await client.DELETE('/requests/{requestId}/attachments/{attachmentId}', {
      params: { path: { requestId, attachmentId }, header },
    });
    return { data: true };
  });
  return (
    <FormDialog
      title={t('attachments.remove.title')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('attachments.remove'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(attachment.id)) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {attachment.name}
      </Text>
      <Text as="p">{t('attachments.remove.means')}</Text>
    </FormDialog>
  );
}
