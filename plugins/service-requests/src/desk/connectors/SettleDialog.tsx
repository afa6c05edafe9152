import { Text } from '@backstage/ui';
import type { ConnectorConflict } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import type { Side } from './Conflict';
import { useFieldWords } from './useFieldWords';

/** Asks before one of the two values is overwritten. */
export function SettleDialog(props: {
  conflict: ConnectorConflict;
  side: Side;
  onClose: () => void;
  onDone: () => void;
}) {
  const { conflict, side, onClose, onDone } = props;
  const { t } = useWords();
  const { fieldOf, valueOf } = useFieldWords();
  const wish = useWish((client, chosen: Side, header) =>
    client.POST('/connector-conflicts/{conflictId}/settlement', {
      params: { path: { conflictId: conflict.id }, header },
      body: { side: chosen },
    }),
  );
  const { connector, number, ours, theirs } = conflict;
  const [kept, dropped] = side === 'ours' ? [ours, theirs] : [theirs, ours];
  return (
    <FormDialog
      title={t(`conflicts.choose.${side}`)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('conflicts.settle'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(side)) onDone();
        },
      }}
    >
      <Text as="p">{t(`conflicts.settle.${side}`, { connector })}</Text>
      <Facts
        items={[
          { label: t('connectors.column.ticket'), value: number },
          { label: t('conflicts.field.name'), value: fieldOf(conflict) },
          { label: t('conflicts.kept'), value: valueOf(conflict, kept) },
          { label: t('conflicts.dropped'), value: valueOf(conflict, dropped) },
        ]}
      />
      <Text as="p">{t('conflicts.settle.means')}</Text>
    </FormDialog>
  );
}
