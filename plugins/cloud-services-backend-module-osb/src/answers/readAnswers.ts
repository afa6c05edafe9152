import type { JsonObject } from '@backstage/types';
import type {
  DriverCredentials,
  LastOperationResult,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { plainText } from '../transport/plainText';

/*
 * Reads the bodies of successful answers. Each function returns `undefined` for
 * a body that is not what the specification says.
 */

/** OSB 2.17: an operation "MUST NOT contain more than 10,000 characters". */
const MAX_OPERATION = 10_000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A dashboard that a browser may open; anything but http(s) is left out. */
function dashboardUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000) return undefined;
  try {
    const url = new URL(value);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function readChange(
  body: unknown,
): { dashboardUrl?: string } | undefined {
  if (!isObject(body)) return undefined;
  const raw = body.dashboard_url;
  if (raw !== undefined && raw !== null && typeof raw !== 'string') {
    return undefined;
  }
  const url = dashboardUrl(raw);
  return url ? { dashboardUrl: url } : {};
}

/** A 202 is a success even where its body cannot be read: it is then polled without an operation. */
export function readAccepted(body: unknown): {
  operation?: string;
  dashboardUrl?: string;
} {
  if (!isObject(body)) return {};
  const { operation } = body;
  return {
    ...(typeof operation === 'string' &&
      operation.length > 0 &&
      operation.length <= MAX_OPERATION && { operation }),
    ...readChange(body),
  };
}

const STATES: Record<string, LastOperationResult['state'] | undefined> = {
  'in progress': 'in-progress',
  succeeded: 'succeeded',
  failed: 'failed',
};

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function readLastOperation(
  body: unknown,
  secrets: readonly string[],
): LastOperationResult | undefined {
  if (!isObject(body) || typeof body.state !== 'string') return undefined;
  const state = Object.hasOwn(STATES, body.state)
    ? STATES[body.state]
    : undefined;
  if (!state) return undefined;
  return {
    state,
    description: plainText(body.description, secrets),
    instanceUsable: flag(body.instance_usable),
    updateRepeatable: flag(body.update_repeatable),
  };
}

function readEndpoints(value: unknown): DriverCredentials['endpoints'] {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, 100).flatMap(entry => {
    if (!isObject(entry) || typeof entry.host !== 'string') return [];
    if (!Array.isArray(entry.ports)) return [];
    const ports = entry.ports
      .filter(port => ['string', 'number'].includes(typeof port))
      .map(String);
    return [
      {
        host: entry.host,
        ports,
        ...(typeof entry.protocol === 'string' && { protocol: entry.protocol }),
      },
    ];
  });
}

export function readBinding(body: unknown): DriverCredentials | undefined {
  if (!isObject(body)) return undefined;
  const credentials = body.credentials ?? {};
  if (!isObject(credentials)) return undefined;
  const endpoints = readEndpoints(body.endpoints);
  const expires = isObject(body.metadata)
    ? body.metadata.expires_at
    : undefined;
  const expiresAt =
    typeof expires === 'string' && !Number.isNaN(Date.parse(expires))
      ? new Date(expires).toISOString()
      : undefined;
  return {
    credentials,
    ...(endpoints && { endpoints }),
    ...(expiresAt && { expiresAt }),
  };
}

export function readInstance(
  body: unknown,
):
  | { planId?: string; parameters?: JsonObject; dashboardUrl?: string }
  | undefined {
  if (!isObject(body)) return undefined;
  return {
    ...(typeof body.plan_id === 'string' && { planId: body.plan_id }),
    ...(isObject(body.parameters) && { parameters: body.parameters }),
    ...readChange(body),
  };
}

/** OSB 2.17, "Service Broker Errors". */
export function readError(
  body: unknown,
  secrets: readonly string[],
): {
  code?: string;
  description?: string;
  instanceUsable?: boolean;
  updateRepeatable?: boolean;
} {
  if (!isObject(body)) return {};
  return {
    ...(typeof body.error === 'string' &&
      /^[\w.-]{1,100}$/.test(body.error) && { code: body.error }),
    description: plainText(body.description, secrets),
    instanceUsable: flag(body.instance_usable),
    updateRepeatable: flag(body.update_repeatable),
  };
}
