import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type NotificationLanguage,
  readNotificationLanguages,
} from '@dualcloud/foundation-node';
import { BillingCalendar } from './calendar';
import { parseDecimal } from './money';

/** The configuration under `cloudCosts`; what it means is in `config.d.ts`. */
export type Settings = {
  calendar: BillingCalendar;
  /** Whether this process adds up, rates and finalises, besides serving requests. */
  workersEnabled: boolean;
  usage: { maxAgeDays: number; keepDays: number };
  statements: { graceDays: number };
  budgets: { reservationHours: number };
  anomalies: { threshold: number; floor: bigint };
  /** In which people are told, in this order. */
  notificationLanguages: NotificationLanguage[];
  /** Days whose costs are kept in memory. */
  daysInMemory: number;
};

/** @throws InputError that names the key and what it has to be */
export function readSettings(config: RootConfigService): Settings {
  const usage = {
    maxAgeDays: wholeNumber(config, 'cloudCosts.usage.maxAgeDays', 400, 1),
    keepDays: wholeNumber(config, 'cloudCosts.usage.keepDays', 800, 1),
  };
  if (usage.keepDays < usage.maxAgeDays) {
    throw new InputError(
      `cloudCosts.usage.keepDays (${usage.keepDays}) must not be less than cloudCosts.usage.maxAgeDays (${usage.maxAgeDays}): ` +
        'an event that comes twice is known by what is kept',
    );
  }
  return {
    calendar: readCalendar(config),
    workersEnabled:
      config.getOptionalBoolean('cloudCosts.workers.enabled') ?? true,
    usage,
    statements: {
      graceDays: wholeNumber(config, 'cloudCosts.statements.graceDays', 5, 0),
    },
    budgets: {
      reservationHours: wholeNumber(
        config,
        'cloudCosts.budgets.reservationHours',
        24,
        1,
      ),
    },
    anomalies: {
      threshold: wholeNumber(config, 'cloudCosts.anomalies.threshold', 5, 1),
      floor: decimal(config, 'cloudCosts.anomalies.floor', '1'),
    },
    notificationLanguages: readNotificationLanguages(
      config,
      'cloudCosts.notifications.languages',
    ),
    daysInMemory: wholeNumber(config, 'cloudCosts.costs.daysInMemory', 400, 0),
  };
}

function readCalendar(config: RootConfigService): BillingCalendar {
  const key = 'cloudCosts.timeZone';
  const timeZone = config.getOptionalString(key) ?? 'Europe/Berlin';
  try {
    return BillingCalendar.create(timeZone);
  } catch (error) {
    throw new InputError(`${key}: ${(error as Error).message}`);
  }
}

function wholeNumber(
  config: RootConfigService,
  key: string,
  fallback: number,
  least: number,
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < least || value > 3660) {
    throw new InputError(
      `${key} must be a whole number from ${least} to 3660, not ${value}`,
    );
  }
  return value;
}

/** An amount of money, above zero; a string, because a YAML number is a float. */
function decimal(
  config: RootConfigService,
  key: string,
  fallback: string,
): bigint {
  const text = config.getOptionalString(key) ?? fallback;
  try {
    const amount = parseDecimal(text);
    if (amount > 0n) return amount;
  } catch {
    // Told below.
  }
  throw new InputError(
    `${key} must be a decimal above zero in quotes, such as '0.50', not '${text}'`,
  );
}
