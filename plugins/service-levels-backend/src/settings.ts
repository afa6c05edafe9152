import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type NotificationLanguage,
  readNotificationLanguages,
} from '@dualcloud/foundation-node';

/** The configuration under `serviceLevels`; what it means is in `config.d.ts`. */
export type Settings = {
  /** Whether this process follows environments and stale outages, besides serving requests. */
  workersEnabled: boolean;
  samples: { keepDays: number };
  probes: {
    /** Hosts that agreements may have probed. */
    allow: string[];
    /** How many this process is at, at most. */
    parallel: number;
  };
  reports: { graceDays: number; months: number };
  notifications: {
    languages: NotificationLanguage[];
    /** Percent of an error budget at which people are told, ascending. */
    budgetThresholds: number[];
  };
};

/** @throws InputError that names the key and what it has to be */
export function readSettings(config: RootConfigService): Settings {
  return {
    workersEnabled:
      config.getOptionalBoolean('serviceLevels.workers.enabled') ?? true,
    samples: {
      keepDays: wholeNumber(config, 'serviceLevels.samples.keepDays', 90, {
        least: 1,
        most: 3660,
      }),
    },
    probes: {
      allow: config.getOptionalStringArray('serviceLevels.probes.allow') ?? [],
      parallel: wholeNumber(config, 'serviceLevels.probes.parallel', 10, {
        least: 1,
        most: 100,
      }),
    },
    reports: {
      graceDays: wholeNumber(config, 'serviceLevels.reports.graceDays', 3, {
        least: 0,
        most: 90,
      }),
      months: wholeNumber(config, 'serviceLevels.reports.months', 13, {
        least: 1,
        most: 120,
      }),
    },
    notifications: {
      languages: readNotificationLanguages(
        config,
        'serviceLevels.notifications.languages',
      ),
      budgetThresholds: readThresholds(
        config,
        'serviceLevels.notifications.budgetThresholds',
      ),
    },
  };
}

function readThresholds(config: RootConfigService, key: string): number[] {
  const values = config.getOptional<unknown>(key) ?? [50, 80, 100];
  const isPercent = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100;
  if (!Array.isArray(values) || !values.every(isPercent)) {
    throw new InputError(
      `${key} must be a list of whole numbers from 1 to 100, in percent of the error budget`,
    );
  }
  return [...new Set(values)].sort((a, z) => a - z);
}

function wholeNumber(
  config: RootConfigService,
  key: string,
  fallback: number,
  { least, most }: { least: number; most: number },
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InputError(
      `${key} must be a whole number from ${least} to ${most}, not ${value}`,
    );
  }
  return value;
}
