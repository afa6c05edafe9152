import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { BillingCalendar } from '../calendar';
import { formatDecimal } from '../money';
import type { StoredStatement } from './statementRows';

/** Tells the payer's members that a statement has become final; never throws. */
export async function notifyPayer(
  deps: {
    notifications: NotificationService;
    calendar: BillingCalendar;
    logger: LoggerService;
  },
  statement: StoredStatement,
): Promise<void> {
  const { id, payerRef, number, payable, currency } = statement;
  if (!/^(user|group):/.test(payerRef)) return;
  const month = deps.calendar.formatMonth(statement.month);
  const sum = formatDecimal(payable ?? 0n);
  try {
    await deps.notifications.send({
      recipients: { type: 'entity', entityRef: payerRef },
      payload: {
        title: `Statement ${number} for ${month} is final`,
        description: `It comes to ${sum} ${currency}. What comes late is in a later statement.`,
        link: `/billing/statements/${id}`,
        severity: 'normal',
        topic: 'cloud-costs-statements',
        scope: `statement:${id}`,
      },
    });
  } catch (error) {
    // Without the notifications plugin the page still tells.
    if (/\b404\b/.test(String(error))) return;
    deps.logger.warn(
      `Nobody could be told that statement ${number} is final: ${error}`,
    );
  }
}
