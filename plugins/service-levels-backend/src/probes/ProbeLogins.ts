import type { ResponseError } from '@backstage/errors';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ProbeStore } from './ProbeStore';
import type { ClaimedProbe } from './types';

/** Shown beside the credentials, to whoever may use the instance. */
const PURPOSE = 'Measuring the service level';

/** How to get in, or that there is no way yet. */
export type Login =
  | { connectionString: string }
  | { host: string; port: number }
  | { missing: 'credentials' | 'credentials-being-made' };

/**
 * The credentials that probes log in with. Each has its own, asked for as this
 * plugin. Only their id is stored; the value is fetched for each look and lives
 * as long as that.
 */
export class ProbeLogins {
  private constructor(
    private readonly deps: {
      store: ProbeStore;
      client: () => Promise<CloudServicesClient>;
    },
  ) {}

  static create(deps: {
    store: ProbeStore;
    client: () => Promise<CloudServicesClient>;
  }): ProbeLogins {
    return new ProbeLogins(deps);
  }

  /** @throws if the cloud services do not answer */
  async of(probe: ClaimedProbe, instanceId: string): Promise<Login> {
    const client = await this.deps.client();
    const { bindingId } = probe;
    if (bindingId === undefined) return this.ask(client, probe, instanceId);
    try {
      const { data } = await client.POST('/bindings/{bindingId}/own-secret', {
        params: { path: { bindingId } },
      });
      return (data && readLogin(data)) ?? { missing: 'credentials' };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (codeOf(error) === 'credentials-being-made') {
        return { missing: 'credentials-being-made' };
      }
      const state = await stateOf(client, bindingId);
      if (state === 'creating') return { missing: 'credentials-being-made' };
      // Somebody has revoked them, or they could not be made: new ones, next time.
      await this.deps.store.setBinding(probe, undefined);
      return { missing: 'credentials' };
    }
  }

  /** Takes back what no probe needs any more. */
  async revokeUnneeded(): Promise<void> {
    const { store } = this.deps;
    const unneeded = await store.unneededBindings(50);
    if (unneeded.length === 0) return;
    const client = await this.deps.client();
    for (const { id, bindingId } of unneeded) {
      try {
        await client.DELETE('/bindings/{bindingId}', {
          params: {
            path: { bindingId },
            header: { 'Idempotency-Key': `probe-revoke-${bindingId}` },
          },
        });
      } catch (error) {
        // With the instance its credentials went as well.
        if (!isRefusal(error)) throw error;
        if ((await stateOf(client, bindingId)) === 'creating') continue;
      }
      await store.forgetBinding(id, bindingId);
    }
  }

  private async ask(
    client: CloudServicesClient,
    probe: ClaimedProbe,
    instanceId: string,
  ): Promise<Login> {
    try {
      const { data } = await client.POST('/instances/{instanceId}/bindings', {
        params: {
          path: { instanceId },
          header: {
            // Whoever asks after a crash gets those that were made before it.
            'Idempotency-Key': `probe-${probe.id}-${probe.bindingRound}`,
          },
        },
        body: { purpose: PURPOSE },
      });
      if (!data) return { missing: 'credentials' };
      await this.deps.store.setBinding(probe, data.id);
      return { missing: 'credentials-being-made' };
    } catch (error) {
      // Such as an instance that is just being changed.
      if (isRefusal(error)) return { missing: 'credentials' };
      throw error;
    }
  }
}

async function stateOf(
  client: CloudServicesClient,
  bindingId: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.GET('/bindings/{bindingId}', {
      params: { path: { bindingId } },
    });
    return data?.state;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): error is ResponseError {
  return (
    error instanceof Error &&
    error.name === 'ResponseError' &&
    (error as ResponseError).statusCode >= 400 &&
    (error as ResponseError).statusCode < 500
  );
}

function codeOf(error: ResponseError): unknown {
  return (error.body.error as { code?: unknown } | undefined)?.code;
}

/** Credentials have the form that their service gives them; these are the usual ones. */
function readLogin(value: {
  credentials: Record<string, unknown>;
  endpoints?: Array<{ host: string; ports: string[] }>;
}): Login | undefined {
  const { uri, host, port, hostname } = value.credentials;
  if (typeof uri === 'string' && /^postgres(ql)?:\/\//.test(uri)) {
    return { connectionString: uri };
  }
  const [endpoint] = value.endpoints ?? [];
  const place = {
    host: endpoint?.host ?? host ?? hostname,
    port: Number(endpoint?.ports[0] ?? port),
  };
  return typeof place.host === 'string' && Number.isInteger(place.port)
    ? { host: place.host, port: place.port }
    : undefined;
}
