import { useState } from 'react';
import { Checkbox } from '@backstage/ui';
import { ErrorNotice } from '@dualcloud/foundation-react';
import type { AttachmentLimits } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWish } from '../../api/useWish';
import { FileField } from '../../fields';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { base64Of, mediaTypeOf } from './files';

type File64 = {
  name: string;
  mediaType: string;
  content: string;
  internal?: boolean;
};

const MEGABYTE = 1024 * 1024;

/** Attaches a file as soon as it is chosen; what is refused says why. */
export function Upload(props: {
  requestId: string;
  limits: AttachmentLimits;
  mayNote: boolean;
  onDone: () => void;
}) {
  const { requestId, limits, mayNote, onDone } = props;
  const { t, format } = useWords();
  const [internal, setInternal] = useState(false);
  const wish = useWish((client, body: File64, header) =>
    client.POST('/requests/{requestId}/attachments', {
      params: { path: { requestId }, header },
      body,
    }),
  );
  const attach = async (file: File | undefined) => {
    if (!file) return;
    const done = await wish.submit({
      name: file.name,
      mediaType: mediaTypeOf(file),
      content: await base64Of(file),
      ...(internal && { internal }),
    });
    if (done) onDone();
  };
  return (
    <div className={styles.form} data-internal={internal}>
      <FileField
        label={t('attachments.add')}
        description={t('attachments.add.means', {
          size: format.number(limits.maxBytes / MEGABYTE),
        })}
        isDisabled={wish.isPending}
        onChoose={attach}
      />
      {mayNote && (
        <Checkbox isSelected={internal} onChange={setInternal}>
          {t('attachments.asNote')}
        </Checkbox>
      )}
      <div role="status">{wish.isPending && t('attachments.sending')}</div>
      {wish.error && (
        <ErrorNotice error={wish.error} title={t('attachments.refused')} />
      )}
    </div>
  );
}
