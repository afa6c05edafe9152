import { useState } from 'react';
import { Text, TextField } from '@backstage/ui';
import type { ChecklistItem } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultProps, faultsOf } from '../../fields';
import { useWords } from '../../words';

/** Fulfils an item with its evidence, or opens it again. */
export function ItemDialog(props: {
  requestId: string;
  item: ChecklistItem;
  onClose: () => void;
  onDone: () => void;
}) {
  const { requestId, item, onClose, onDone } = props;
  const { t, text } = useWords();
  const [evidence, setEvidence] = useState('');
  const fulfilled = !item.fulfilled;
  const asksEvidence = fulfilled && item.evidence !== 'none';
  const wish = useWish(
    (client, body: { fulfilled: boolean; evidence?: string }, header) =>
      client.PUT('/requests/{requestId}/checklist/{itemId}', {
        params: { path: { requestId, itemId: item.id }, header },
        body,
      }),
  );
  return (
    <FormDialog
      title={t(fulfilled ? 'checklist.fulfil' : 'checklist.reopen')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(fulfilled ? 'checklist.fulfil' : 'checklist.reopen'),
        isPending: wish.isPending,
        onSubmit: async () => {
          const said = evidence.trim();
          const body = { fulfilled, ...(said && { evidence: said }) };
          if (await wish.submit(body)) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {text(item.titles)}
      </Text>
      {asksEvidence && (
        <TextField
          label={t(`checklist.evidence.${item.evidence as 'text' | 'link'}`)}
          secondaryLabel={t('picker.required')}
          value={evidence}
          onChange={setEvidence}
          maxLength={2000}
          autoComplete="off"
          {...faultProps(faultsOf(wish.error).evidence)}
        />
      )}
      {!fulfilled && <Text as="p">{t('checklist.reopen.means')}</Text>}
    </FormDialog>
  );
}
