import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type NotificationLanguage,
  readNotificationLanguages,
} from '@dualcloud/foundation-node';
import type { BudgetCheck } from './budgets';

/** The configuration of orders and of the engine. */
export type Settings = {
  /** How to ask for an individual service: a URL or mail address. */
  contact?: string;
  lifetimes: { maxLifetimeDays: number; defaultLifetimeDays: number };
  engine: {
    enabled: boolean;
    leaseMs?: number;
    concurrency?: number;
  };
  budgets: { check: BudgetCheck; timeoutMs: number };
  /** In which people are told, in this order. */
  notificationLanguages: NotificationLanguage[];
};

const BUDGET_CHECKS: BudgetCheck[] = ['always', 'whenInstalled', 'never'];

export function readSettings(config: RootConfigService): Settings {
  const maxLifetimeDays = positive(
    config,
    'cloudServices.environments.maxLifetimeDays',
    180,
  );
  const leaseSeconds = config.getOptionalNumber(
    'cloudServices.engine.leaseSeconds',
  );
  return {
    contact: config.getOptionalString('cloudServices.requests.contact'),
    lifetimes: {
      maxLifetimeDays,
      defaultLifetimeDays: Math.min(
        positive(config, 'cloudServices.environments.defaultLifetimeDays', 30),
        maxLifetimeDays,
      ),
    },
    engine: {
      enabled:
        config.getOptionalBoolean('cloudServices.engine.enabled') ?? true,
      ...(leaseSeconds !== undefined && { leaseMs: leaseSeconds * 1000 }),
      concurrency: config.getOptionalNumber('cloudServices.engine.concurrency'),
    },
    budgets: {
      check: readBudgetCheck(config),
      timeoutMs:
        1000 * positive(config, 'cloudServices.budgets.timeoutSeconds', 5),
    },
    notificationLanguages: readNotificationLanguages(
      config,
      'cloudServices.notifications.languages',
    ),
  };
}

function readBudgetCheck(config: RootConfigService): BudgetCheck {
  const key = 'cloudServices.budgets.check';
  const wanted = config.getOptionalString(key) ?? 'whenInstalled';
  const check = BUDGET_CHECKS.find(known => known === wanted);
  if (check) return check;
  throw new InputError(
    `${key} must be one of ${BUDGET_CHECKS.join(', ')}, not "${wanted}"`,
  );
}

function positive(
  config: RootConfigService,
  key: string,
  fallback: number,
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > 3660) {
    throw new InputError(`${key} must be a whole number from 1 to 3660`);
  }
  return value;
}
