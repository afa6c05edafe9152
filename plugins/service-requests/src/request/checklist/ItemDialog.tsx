import { useState } from 'react';
import { Text, TextField } from '@backstage/ui';
import type {
  ChecklistItem,
  ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog, type SendWish } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultProps, faultsOf } from '../../fields';
import { useWords } from '../../words';

/** What is said of an item of a checklist. */
export type ItemWish = { fulfilled: boolean; evidence?: string };

/** Sends it to where the checklist is kept. */
export type SendItem = SendWish<ServiceRequestsClient, ItemWish, unknown>;

/** Fulfils an item with its evidence, or opens it again. */
export function ItemDialog(props: {
  item: ChecklistItem;
  send: SendItem;
  onClose: () => void;
  onDone: () => void;
}) {
  const { item, send, onClose, onDone } = props;
  const { t, text } = useWords();
  const [evidence, setEvidence] = useState('');
  const fulfilled = !item.fulfilled;
  const asksEvidence = fulfilled && item.evidence !== 'none';
  const wish = useWish(send);
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
