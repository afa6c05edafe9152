import { Text } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverException,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';

/** Lets a second person say yes to an exception. */
export function ConfirmDialog(props: {
  takeover: TakeoverDetail;
  gate: TakeoverGateStanding;
  exception: TakeoverException;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, gate, exception, onClose, onDone } = props;
  const { t, text, format } = useWords();
  const wish = useWish((client, exceptionId: string, header) =>
    client.POST(
      '/takeovers/{takeoverId}/exceptions/{exceptionId}/confirmation',
      {
        params: { path: { takeoverId: takeover.id, exceptionId }, header },
      },
    ),
  );
  return (
    <FormDialog
      title={t('gates.exception.confirm')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('gates.exception.confirm'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(exception.id)) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {text(gate.titles)}
      </Text>
      <Text as="p">{exception.reason}</Text>
      <Text as="p">
        {t('gates.exception.confirm.means', {
          until: format.date(`${exception.until}T12:00:00`),
        })}
      </Text>
    </FormDialog>
  );
}
