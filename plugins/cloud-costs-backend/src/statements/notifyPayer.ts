import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Notifier } from '@dualcloud/foundation-node';
import type { BillingCalendar } from '../calendar';
import { moneyText, monthText } from '../documents/format';
import { toCents } from '../money';
import type { StoredStatement } from './statementRows';

/** How long after its grace period a statement is still news. */
const NEWS_MS = 31 * 86_400_000;

/**
 * Tells the payer's members that a statement has become final; never throws. Not
 * of months long past that nobody has made final by hand: what is caught up with
 * at a first start is no news.
 */
export async function notifyPayer(
  deps: {
    notifier: Notifier;
    calendar: BillingCalendar;
    logger: LoggerService;
  },
  statement: StoredStatement,
): Promise<void> {
  const { id, payerRef, number, inGraceUntilMs, finalisedBy } = statement;
  const isByHand = finalisedBy?.startsWith('user:');
  if (!isByHand && Date.now() - inGraceUntilMs > NEWS_MS) return;
  try {
    await deps.notifier.tell({
      to: payerRef,
      texts: textsOf(statement, deps.calendar.formatMonth(statement.month)),
      link: `/billing/statements/${id}`,
      severity: 'normal',
      topic: 'cloud-costs-statements',
      scope: `statement:${id}`,
    });
  } catch (error) {
    deps.logger.warn(
      `Nobody could be told that statement ${number} is final: ${error}`,
    );
  }
}

function textsOf(
  { number, payable, currency }: StoredStatement,
  month: string,
) {
  const cents = toCents(payable ?? 0n);
  return {
    en: {
      title: `Statement ${number} for ${monthText(month, 'en')} is final`,
      description: `It comes to ${moneyText(
        cents,
        'en',
      )} ${currency}. What comes late is in a later statement.`,
    },
    de: {
      title: `Abrechnung ${number} für ${monthText(month, 'de')} ist endgültig`,
      description: `Sie beläuft sich auf ${moneyText(
        cents,
        'de',
      )} ${currency}. Was später kommt, steht in einer späteren Abrechnung.`,
    },
  };
}
