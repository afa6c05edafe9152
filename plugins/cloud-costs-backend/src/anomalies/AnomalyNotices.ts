import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  databaseNow,
  fromJson,
  type NotificationLanguage,
  type NotificationText,
  type Notifier,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { dayText, moneyText, numberText } from '../documents/format';
import { toCents } from '../money';
import type { AnomalyRow } from './AnomalyStore';
import type { FoundAnomaly } from './findAnomalies';

type NoticeRow = AnomalyRow & { owner_ref: string; instance_name: string };

/** Tells owners of what stands out, once when it begins. */
export class AnomalyNotices {
  private constructor(
    private readonly options: {
      knex: Knex;
      calendar: BillingCalendar;
      notifier: Notifier;
      logger: LoggerService;
    },
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    notifier: Notifier;
    logger: LoggerService;
  }): AnomalyNotices {
    return new AnomalyNotices(options);
  }

  /**
   * At least once: that somebody was told is noted afterwards.
   *
   * @param since - of what began before this day nobody is told
   */
  async tell(since: number): Promise<void> {
    const { knex, notifier, logger } = this.options;
    for (const row of await this.open(since)) {
      try {
        await notifier.tell({
          to: row.owner_ref,
          texts: { en: this.text(row, 'en'), de: this.text(row, 'de') },
          link: '/costs?view=anomalies',
          severity: 'normal',
          topic: 'cloud-costs-anomalies',
          scope: `anomaly:${row.run_id}`,
        });
      } catch (error) {
        logger.warn(
          `Nobody could be told of unusual costs; it will be tried again: ${error}`,
        );
        return;
      }
      await knex('anomalies')
        .where('run_id', row.run_id)
        .update({ notified_at: databaseNow(knex) });
    }
  }

  /** The first days of runs of which nobody has been told, nor seen any day. */
  private async open(since: number): Promise<NoticeRow[]> {
    const { knex } = this.options;
    return knex('anomalies')
      .join('allocations', 'allocations.id', 'anomalies.allocation_id')
      .where('anomalies.id', knex.ref('anomalies.run_id'))
      .where('anomalies.day', '>=', since)
      .whereNotExists(
        knex({ other: 'anomalies' })
          .select(knex.raw('1'))
          .where('other.run_id', knex.ref('anomalies.run_id'))
          .where(told =>
            told
              .whereNotNull('other.notified_at')
              .orWhereNotNull('other.acknowledged_at'),
          ),
      )
      .orderBy('anomalies.id')
      .select(
        'anomalies.*',
        'allocations.owner_ref',
        'allocations.instance_name',
      );
  }

  private text(
    row: NoticeRow,
    language: NotificationLanguage,
  ): NotificationText {
    const day = dayText(this.options.calendar.formatDay(row.day), language);
    const money = (micros: string | number) =>
      `${moneyText(toCents(BigInt(micros)), language)} ${row.currency}`;
    const [amount, expected] = [money(row.amount), money(row.expected)];
    const cause = causeText(fromJson(row.cause), language);
    return language === 'de'
      ? {
          title: `Ungewöhnliche Kosten von ${row.instance_name} am ${day}`,
          description: `${amount} statt etwa ${expected}. Ursache: ${cause}.`,
        }
      : {
          title: `Unusual costs of ${row.instance_name} on ${day}`,
          description: `${amount} instead of about ${expected}. Caused by: ${cause}.`,
        };
  }
}

/** What weighs most, with how much there was of it. */
function causeText(
  [most]: FoundAnomaly['causes'],
  language: NotificationLanguage,
): string {
  const { component, quantity = '0', expectedQuantity = '0', unit } = most;
  const [much, usual] = [quantity, expectedQuantity].map(number =>
    numberText(number, language),
  );
  const instead = language === 'de' ? 'statt' : 'instead of';
  return `${component}, ${much} ${unit} ${instead} ${usual}`;
}
