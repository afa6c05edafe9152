import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The configuration under `serviceLevels`; what it means is in `config.d.ts`. */
export type Settings = {
  /** Whether this process measures, tells and hands over, besides serving requests. */
  workersEnabled: boolean;
  samples: { keepDays: number };
  probes: {
    /** Hosts that may be probed; `*.example.org` is every host below. */
    allow: string[];
    /** At once, in this process. */
    parallel: number;
  };
  /** Percent of the error budget at which people are told. */
  budgetThresholds: number[];
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
        most: 200,
      }),
    },
    budgetThresholds: readThresholds(config),
  };
}

function readThresholds(config: RootConfigService): number[] {
  const key = 'serviceLevels.notifications.budgetThresholds';
  const value = config.getOptional(key) ?? [50, 80, 100];
  const wrong =
    !Array.isArray(value) ||
    value.some(
      one => !Number.isInteger(one) || Number(one) < 1 || Number(one) > 1000,
    );
  if (wrong) {
    throw new InputError(
      `${key} must be a list of whole percentages from 1 to 1000, not ${JSON.stringify(
        value,
      )}`,
    );
  }
  return [...(value as number[])].sort((a, b) => a - b);
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
