import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Outage } from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { ReasonField, useFaults } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';

const LONGEST_COMMENT = 4_000;

/** Something that everybody who sees the outage can read. */
export function CommentDialog(props: {
  outage: Outage;
  onClose: () => void;
  onDone: () => void;
}) {
  const { outage, onClose, onDone } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [text, setText] = useState('');
  const wish = useWish((client, body: { text: string }, header) =>
    client.POST('/outages/{outageId}/comment', {
      params: { path: { outageId: outage.id }, header },
      body,
    }),
  );
  const faults = useFaults(
    { text: text.trim() ? undefined : t('field.required') },
    wish.error,
  );
  return (
    <FormDialog
      title={t('outage.do.comment')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('outage.do.comment'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (!faults.isSound()) return;
          if (await wish.submit({ text: text.trim() })) onDone();
        },
      }}
    >
      <ReasonField
        label={t('outage.field.text')}
        value={text}
        onChange={setText}
        fault={faults.of('text')}
        maxLength={LONGEST_COMMENT}
      />
    </FormDialog>
  );
}
