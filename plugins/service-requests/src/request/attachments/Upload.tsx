import { useId, useRef, useState, type ChangeEvent } from 'react';
import { Checkbox } from '@backstage/ui';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import styles from '../request.module.css';
import { base64Of, mediaTypeOf } from './files';

type File64 = {
  name: string;
  mediaType: string;
  content: string;
  internal?: boolean;
};

/** Attaches a file as soon as it is chosen; what is refused says why. */
export function Upload(props: {
  requestId: string;
  mayNote: boolean;
  onDone: () => void;
}) {
  const { requestId, mayNote, onDone } = props;
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [internal, setInternal] = useState(false);
  const wish = useWish((client, body: File64, header) =>
    client.POST('/requests/{requestId}/attachments', {
      params: { path: { requestId }, header },
      body,
    }),
  );
  const attach = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    const done = await wish.submit({
      name: file.name,
      mediaType: mediaTypeOf(file),
      content: await base64Of(file),
      ...(internal && { internal }),
    });
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
    if (done) onDone();
  };
  return (
    <div className={styles.form} data-internal={internal}>
      <label htmlFor={id}>{t('attachments.add')}</label>
      <div id={`${id}-means`} className={styles.small}>
        {t('attachments.add.means')}
      </div>
      <input
        ref={input}
        id={id}
        type="file"
        aria-describedby={`${id}-means`}
        disabled={wish.isPending}
        onChange={attach}
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
