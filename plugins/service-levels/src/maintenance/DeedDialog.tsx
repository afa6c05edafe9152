import { useState } from 'react';
import { Select, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevel } from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { ReasonField, useFaults, useReasonFault } from '../fields';
import { useLevelName } from '../levels/LevelItem';
import { serviceLevelsTranslationRef } from '../translation';
import type { WindowDeed } from './WindowItem';

/** Withdraws a window, or objects to it for one agreement; with a reason, once and for all. */
export function DeedDialog(props: {
  wanted: WindowDeed;
  levels: ReadonlyMap<string, ServiceLevel>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { wanted, levels, onClose, onDone } = props;
  const { deed, window, title, zoned } = wanted;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const nameOf = useLevelName([...levels.values()]);
  const open = window.commitments.filter(
    ({ objection, objectionUntil }) => !objection && objectionUntil,
  );
  const [commitmentId, setCommitmentId] = useState(open[0]?.commitmentId);
  const until = open.find(one => one.commitmentId === commitmentId);
  const [reason, setReason] = useState('');
  const wish = useWish((client, said: { reason: string }, header) => {
    const params = { path: { windowId: window.id }, header };
    return deed === 'withdraw'
      ? client.POST('/maintenance-windows/{windowId}/withdrawal', {
          params,
          body: said,
        })
      : client.POST('/maintenance-windows/{windowId}/objection', {
          params,
          body: { ...said, commitmentId },
        });
  });
  const reasonFault = useReasonFault();
  const faults = useFaults({ reason: reasonFault(reason) }, wish.error);
  return (
    <FormDialog
      title={t(`maintenance.${deed}.title`)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`maintenance.${deed}`),
        isDestructive: deed === 'withdraw',
        isPending: wish.isPending,
        onSubmit: async () => {
          if (!faults.isSound()) return;
          if (await wish.submit({ reason: reason.trim() })) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {title}, {zoned.range(window.interval.from, window.interval.to ?? '')}
      </Text>
      <Text as="p">
        {t(`maintenance.${deed}.means`, {
          until: until?.objectionUntil
            ? zoned.moment(until.objectionUntil)
            : '',
        })}
      </Text>
      {deed === 'object' && open.length > 1 && (
        <Select
          label={t('outage.field.commitment')}
          options={open.map(one => {
            const level = levels.get(one.commitmentId);
            return {
              value: one.commitmentId,
              label: level ? nameOf(level).agreement : one.commitmentId,
            };
          })}
          selectionMode="single"
          value={commitmentId ?? null}
          onChange={key => key !== null && setCommitmentId(String(key))}
        />
      )}
      <ReasonField
        label={t('outage.field.reason')}
        value={reason}
        onChange={setReason}
        fault={faults.of('reason')}
      />
    </FormDialog>
  );
}
