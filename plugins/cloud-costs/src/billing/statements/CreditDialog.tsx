import { useState } from 'react';
import {
  Radio,
  RadioGroup,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CreditRequest,
  StatementSummary,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import { readAmount } from '../amount';
import { SHORTEST_REASON } from './FinaliseDialog';

/** Grants a credit, or books a correction, with a reason that the payer reads. */
export function CreditDialog(props: {
  summary: StatementSummary;
  onClose: () => void;
  onDone: () => void;
}) {
  const { summary, onClose, onDone } = props;
  const { id, payerRef, month, currency, state } = summary;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const [direction, setDirection] = useState('credit');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const wish = useWish((client, body: CreditRequest, header) =>
    client.POST('/credits', { params: { header }, body }),
  );
  const micros = readAmount(amount, format.language);
  const isAmount = micros !== undefined && micros > 0n;
  const trimmed = reason.trim();
  return (
    <FormDialog
      title={t('statement.credit.title', { month: format.month(month) })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('statement.credit.submit'),
        isPending: wish.isPending,
        isDisabled: !isAmount || trimmed.length < SHORTEST_REASON,
        onSubmit: async () => {
          if (!isAmount) return;
          const done = await wish.submit({
            payerRef,
            month,
            currency,
            amount: String(direction === 'credit' ? -micros : micros),
            reason: trimmed,
            ...(state === 'final' && { correctsStatementId: id }),
          });
          if (done) onDone();
        },
      }}
    >
      <Text as="p">
        {t(
          state === 'final'
            ? 'statement.credit.meaningFinal'
            : 'statement.credit.meaning',
        )}
      </Text>
      <RadioGroup
        label={t('statement.credit.direction')}
        value={direction}
        onChange={setDirection}
      >
        <Radio value="credit">{t('statement.credit.direction.credit')}</Radio>
        <Radio value="charge">{t('statement.credit.direction.charge')}</Radio>
      </RadioGroup>
      <TextField
        label={t('billing.amountIn', { currency })}
        description={
          isAmount
            ? t('billing.amountRead', {
                amount: format.exactMoney(micros, currency),
              })
            : t('billing.amountHelp')
        }
        value={amount}
        onChange={setAmount}
        isInvalid={amount !== '' && !isAmount}
        inputMode="decimal"
        autoComplete="off"
        isRequired
        secondaryLabel={t('billing.required')}
      />
      <TextAreaField
        label={t('statement.reason')}
        description={t('statement.credit.reasonHelp')}
        value={reason}
        onChange={setReason}
        isRequired
        secondaryLabel={t('billing.required')}
        maxLength={2000}
      />
    </FormDialog>
  );
}
