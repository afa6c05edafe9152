import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceReport } from '@dualcloud/backstage-plugin-service-levels-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { ReasonField, useReasonFault } from '../fields';
import { serviceLevelsTranslationRef } from '../translation';

const LONGEST_COMMENT = 10_000;

type DialogProps = {
  report: ServiceReport;
  onClose: () => void;
  onDone: () => void;
};

/** Asks once more, because it cannot be taken back. */
export function ReleaseDialog({ report, onClose, onDone }: DialogProps) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const wish = useWish((client, _: {}, header) =>
    client.POST('/service-reports/{reportId}/release', {
      params: { path: { reportId: report.summary.id }, header },
    }),
  );
  return (
    <FormDialog
      title={t('report.release.title')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('report.release'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit({})) onDone();
        },
      }}
    >
      <Text as="p">{t('report.release.means')}</Text>
    </FormDialog>
  );
}

/** A comment of a draft. */
export function CommentDialog({ report, onClose, onDone }: DialogProps) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [comment, setComment] = useState(report.content.comment ?? '');
  const wish = useWish((client, body: { comment: string }) =>
    client.PUT('/service-reports/{reportId}/comment', {
      params: { path: { reportId: report.summary.id } },
      body,
    }),
  );
  return (
    <FormDialog
      title={t('report.comment.edit')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('report.comment.save'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit({ comment })) onDone();
        },
      }}
    >
      <ReasonField
        label={t('report.comment')}
        value={comment}
        onChange={setComment}
        fault={undefined}
        maxLength={LONGEST_COMMENT}
        isOptional
      />
    </FormDialog>
  );
}

/** A new version, with a reason. */
export function CorrectDialog({ report, onClose, onDone }: DialogProps) {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState(report.content.comment ?? '');
  const [isTried, setTried] = useState(false);
  const reasonFault = useReasonFault()(reason);
  const wish = useWish(
    (client, body: { reason: string; comment: string }, header) =>
      client.POST('/service-reports/{reportId}/correction', {
        params: { path: { reportId: report.summary.id }, header },
        body,
      }),
  );
  return (
    <FormDialog
      title={t('report.correct.title')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('report.correct'),
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (!reasonFault && (await wish.submit({ reason, comment }))) {
            onDone();
          }
        },
      }}
    >
      <Text as="p">{t('report.correct.means')}</Text>
      {report.changed.length === 0 && (
        <Text as="p">{t('report.correct.nothing')}</Text>
      )}
      <ReasonField
        label={t('report.reason')}
        value={reason}
        onChange={setReason}
        fault={isTried ? reasonFault : undefined}
      />
      <ReasonField
        label={t('report.comment')}
        value={comment}
        onChange={setComment}
        fault={undefined}
        maxLength={LONGEST_COMMENT}
        isOptional
      />
    </FormDialog>
  );
}
