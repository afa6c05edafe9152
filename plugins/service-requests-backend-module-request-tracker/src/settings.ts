import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  TICKET_PROCESSES,
  type TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { Statuses } from './Statuses';

const ROOT = 'serviceRequests.connectors.requestTracker';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** In the order in which a shared queue decides. */
export const KINDS: readonly TicketKind[] = ['incident', 'problem', 'change'];

/** What a custom field may be for. */
export const CUSTOM_FIELDS = [
  'incidentClass',
  'workaround',
  'resolution',
  'service',
  'customer',
] as const;

/** What `config.d.ts` says. */
export type Settings = {
  /** Without a slash at its end. */
  url: string;
  user: string;
  /** The `Authorization` header. */
  authorization: string;
  queues: Record<TicketKind, string>;
  /** Names, of those that are used. */
  customFields: Partial<Record<(typeof CUSTOM_FIELDS)[number], string>>;
  statuses: Statuses;
};

/**
 * @returns undefined if no Request Tracker is connected
 * @throws InputError that names the key and what it has to be
 */
export function readSettings(config: RootConfigService): Settings | undefined {
  if (!config.has(ROOT)) return undefined;
  const own = config.getConfig(ROOT);
  const user = own.getString('user');
  const token = own.getOptionalString('token');
  const password = own.getOptionalString('password');
  if (Boolean(token) === Boolean(password)) {
    throw new InputError(
      `${ROOT}: must have a token or a password of the user, one of them`,
    );
  }
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const optional = (key: string) => own.getOptionalString(key);
  return {
    url: requireUrl(own.getString('url')),
    user,
    authorization: token ? `token ${token}` : `Basic ${basic}`,
    queues: {
      incident: own.getString('queues.incident'),
      problem: own.getString('queues.problem'),
      change: own.getString('queues.change'),
    },
    customFields: Object.fromEntries(
      CUSTOM_FIELDS.map(field => [field, optional(`customFields.${field}`)]),
    ),
    statuses: Statuses.create(
      Object.fromEntries(
        KINDS.map(kind => [
          kind,
          requireStates(kind, own.getOptional(`statuses.${kind}`)),
        ]),
      ),
    ),
  };
}

function requireStates(
  kind: TicketKind,
  statuses: unknown = {},
): Record<string, string> {
  const states = TICKET_PROCESSES[kind].states.map(({ id }) => id);
  for (const [state, status] of Object.entries(statuses as object)) {
    if (!states.includes(state) || typeof status !== 'string') {
      throw new InputError(
        `${ROOT}.statuses.${kind}: must give a status to states of a ${kind} (${states.join(
          ', ',
        )}), not to "${state}"`,
      );
    }
  }
  return statuses as Record<string, string>;
}

function requireUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if ((url?.protocol === 'https:' || isPlain) && !url?.username) {
    return text.replace(/\/+$/, '');
  }
  throw new InputError(
    `${ROOT}.url: must begin with https:// (http:// on this machine only) and hold no credentials`,
  );
}
