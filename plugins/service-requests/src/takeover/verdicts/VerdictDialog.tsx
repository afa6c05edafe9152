import { useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverVerdict,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { ReasonField } from '../../fields';
import { useWords } from '../../words';

/** Says what a declaration means before it is given. */
export function VerdictDialog(props: {
  takeover: TakeoverDetail;
  verdict: TakeoverVerdict;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, onClose, onDone } = props;
  const { verdict, titles } = props.verdict;
  const { t, text } = useWords();
  const [note, setNote] = useState('');
  const wish = useWish((client, body: { note?: string }, header) =>
    client.PUT('/takeovers/{takeoverId}/verdicts/{verdict}', {
      params: { path: { takeoverId: takeover.id, verdict }, header },
      body,
    }),
  );
  return (
    <FormDialog
      title={text(titles)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('verdicts.give'),
        isPending: wish.isPending,
        onSubmit: async () => {
          const said = note.trim();
          if (await wish.submit(said ? { note: said } : {})) onDone();
        },
      }}
    >
      <Text as="p">
        {t('verdicts.give.means', { version: takeover.version })}
      </Text>
      <ReasonField
        label={t('verdicts.note')}
        isOptional
        value={note}
        onChange={setNote}
        maxLength={2000}
      />
    </FormDialog>
  );
}
