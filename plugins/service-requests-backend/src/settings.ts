import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isTimeZone } from '@dualcloud/foundation-common';
import {
  type NotificationLanguage,
  readNotificationLanguages,
} from '@dualcloud/foundation-node';

/** The configuration under `serviceRequests`; what it means is in `config.d.ts`. */
export type Settings = {
  /** Whether this process reminds, puts accepted offers in force and looks again at takeovers, besides serving requests. */
  workersEnabled: boolean;
  /** Group that answers requests where no document of a type says otherwise. */
  group: string;
  calendarRef?: string;
  /** Groups that may build production environments; of `cloudServices.parties`. */
  platformEngineers: string[];
  /** In which days begin and end, such as an offer's last one. */
  timeZone: string;
  attachments: {
    /** Bytes. */
    maxSize: number;
    maxCount: number;
    mediaTypes: string[];
  };
  acceptance: {
    /** Decimal; above it an offer takes two persons. */
    fourEyesAbove: string;
    /** By agency: who may accept and decline offers for it. */
    authorised: Readonly<Record<string, readonly string[]>>;
  };
  takeovers: {
    /** Until the portal looks again at a release under a standing approval. */
    lookAgainMs: number;
  };
  notifications: { languages: NotificationLanguage[] };
};

const MB = 1024 * 1024;
const MINUTE_MS = 60_000;

/** Formats that can be told by their content. */
const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'application/json',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
];

/** @throws InputError that names the key and what it has to be */
export function readSettings(config: RootConfigService): Settings {
  const root = 'serviceRequests';
  return {
    workersEnabled:
      config.getOptionalBoolean(`${root}.workers.enabled`) ?? true,
    group:
      config.getOptionalString(`${root}.group`) ?? 'group:default/service-desk',
    calendarRef: config.getOptionalString(`${root}.calendar`),
    platformEngineers:
      config.getOptionalStringArray(
        'cloudServices.parties.platformEngineers',
      ) ?? [],
    timeZone: readTimeZone(config, `${root}.timeZone`),
    attachments: {
      maxSize:
        wholeNumber(config, `${root}.attachments.maxSizeMb`, 10, 10) * MB,
      maxCount: wholeNumber(config, `${root}.attachments.maxCount`, 50, 1000),
      mediaTypes:
        config.getOptionalStringArray(`${root}.attachments.mediaTypes`) ??
        MEDIA_TYPES,
    },
    acceptance: {
      fourEyesAbove: readAmount(config, `${root}.acceptance.fourEyesAbove`),
      authorised: readAuthorised(config, `${root}.acceptance.authorised`),
    },
    takeovers: {
      lookAgainMs:
        wholeNumber(config, `${root}.takeovers.lookAgainMinutes`, 5, 1440) *
        MINUTE_MS,
    },
    notifications: {
      languages: readNotificationLanguages(
        config,
        `${root}.notifications.languages`,
      ),
    },
  };
}

function readTimeZone(config: RootConfigService, key: string): string {
  const timeZone = config.getOptionalString(key) ?? 'Europe/Berlin';
  if (!isTimeZone(timeZone)) {
    throw new InputError(
      `${key} must be an IANA time zone such as Europe/Berlin, not "${timeZone}"`,
    );
  }
  return timeZone;
}

function readAmount(config: RootConfigService, key: string): string {
  const amount = config.getOptional<unknown>(key) ?? '50000';
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(String(amount))) {
    throw new InputError(
      `${key} must be an amount such as "50000", not "${amount}"`,
    );
  }
  return String(amount);
}

function readAuthorised(
  config: RootConfigService,
  key: string,
): Record<string, string[]> {
  const value = config.getOptional<unknown>(key) ?? {};
  const isListOfRefs = (refs: unknown) =>
    Array.isArray(refs) && refs.every(ref => /^(user|group):/.test(ref));
  if (
    typeof value !== 'object' ||
    value === null ||
    !Object.values(value).every(isListOfRefs)
  ) {
    throw new InputError(
      `${key} must name for each agency, by its entity ref, a list of users and groups, such as group:default/agency: [user:default/head]`,
    );
  }
  return value as Record<string, string[]>;
}

function wholeNumber(
  config: RootConfigService,
  key: string,
  fallback: number,
  most: number,
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new InputError(
      `${key} must be a whole number from 1 to ${most}, not ${value}`,
    );
  }
  return value;
}
