import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import TextField from '@material-ui/core/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Order } from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  endOfDay,
  FormDialog,
  OrderQuote,
  useFormat,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';
import { toTarget, type Subject } from './subject';
import { useOrderWish } from './useOrderWish';
import styles from './environments.module.css';

const QUICK_CHOICES = [7, 30, 90];

function dayPlus(from: Date, days: number): string {
  const day = new Date(from);
  day.setDate(day.getDate() + days);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(
    day.getDate(),
  )}`;
}

/** Moves the end date. */
export function ExtendDialog(props: {
  subject: Subject;
  onClose: () => void;
  onOrdered: (order: Order) => void;
}) {
  const { subject, onClose, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const options = useQuery(
    client => client.GET('/order-options'),
    'order-options',
  );
  const today = dayPlus(new Date(), 0);
  const maxDays = options.data?.maxLifetimeDays;
  const latest =
    maxDays === undefined || subject.stage === 'production'
      ? undefined
      : dayPlus(new Date(), maxDays);
  const [day, setDay] = useState(subject.expiresAt?.slice(0, 10) ?? today);
  const wish = useOrderWish();
  // From the present end, so that pressing "+ 30 days" means what it says.
  const base = new Date(
    Math.max(
      Date.now(),
      subject.expiresAt ? new Date(subject.expiresAt).getTime() : 0,
    ),
  );
  const choices = QUICK_CHOICES.map(days => ({
    days,
    day: dayPlus(base, days),
  })).filter(choice => !latest || choice.day <= latest);

  return (
    <FormDialog
      title={t('extend.title', { name: subject.name })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('extend.submit'),
        isPending: wish.isPending,
        isDisabled: !day || day === subject.expiresAt?.slice(0, 10),
        onSubmit: async () => {
          const order = await wish.submit({
            type: `extend-${subject.kind}`,
            ...toTarget(subject),
            expiresAt: day,
          });
          if (order) onOrdered(order);
        },
      }}
    >
      <Text as="p">
        {subject.expiresAt
          ? t('extend.now', { date: format.date(subject.expiresAt) })
          : t('expiry.none')}
      </Text>
      {choices.length > 0 && (
        <div
          role="group"
          aria-label={t('extend.quick')}
          className={styles.choices}
        >
          {choices.map(choice => (
            <Button
              key={choice.days}
              size="small"
              variant="secondary"
              aria-pressed={day === choice.day}
              onPress={() => setDay(choice.day)}
            >
              {t('extend.byDays', {
                days: format.number(choice.days),
                date: format.date(choice.day),
              })}
            </Button>
          ))}
        </div>
      )}
      <TextField
        id="extend-day"
        type="date"
        label={t('extend.day')}
        helperText={latest && t('extend.latest', { date: format.date(latest) })}
        value={day}
        required
        variant="outlined"
        InputLabelProps={{ shrink: true }}
        inputProps={{ min: today, max: latest, lang: format.language }}
        onChange={event => setDay(event.target.value)}
      />
      <ExtensionQuote subject={subject} day={day} />
    </FormDialog>
  );
}

/** What the longer, or shorter, life costs. */
function ExtensionQuote(props: { subject: Subject; day: string }) {
  const { expiresAt, instances, stage } = props.subject;
  const until = endOfDay(props.day);
  if (!expiresAt || !until || until === endOfDay(expiresAt)) return null;
  const items = instances.map(({ name, serviceRef, planName }) => ({
    name,
    serviceRef,
    plan: planName,
  }));
  const [first] = instances;
  if (!first) return null;
  return (
    <OrderQuote
      items={items}
      current={items}
      currentUntil={expiresAt}
      until={until}
      stage={stage}
      systemRef={first.parties.systemRef}
      parties={first.parties}
      withoutBudgets
    />
  );
}
