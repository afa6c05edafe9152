import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { UsageCollector } from '@dualcloud/backstage-plugin-cloud-costs-node';
import { z } from 'zod';

const ID = 'sandbox';
const SOURCE = `/cloud-costs/collectors/${ID}`;
const TIMEOUT_MS = 20_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const answerSchema = z.object({
  complete: z.boolean(),
  items: z.array(
    z.object({
      instanceId: z.string(),
      meter: z.string(),
      unit: z.string(),
      quantity: z.string(),
    }),
  ),
});

/**
 * Asks the sandbox broker what its real databases, topic spaces and buckets
 * have used: `GET /metering/usage`.
 */
export class SandboxCollector implements UsageCollector {
  readonly id = ID;

  private constructor(
    private readonly url: string,
    private readonly authorization: string,
    readonly intervalSeconds: number,
  ) {}

  /**
   * @returns undefined if no sandbox is configured
   * @throws InputError that names the setting
   */
  static fromConfig(config: Config): SandboxCollector | undefined {
    const sandbox = config.getOptionalConfig('cloudCosts.sandbox');
    const url = sandbox?.getOptionalString('url');
    if (!sandbox || !url) return undefined;
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !LOOPBACK.has(hostname)) {
      throw new InputError(
        `cloudCosts.sandbox.url: must begin with https:// unless the broker is on this machine`,
      );
    }
    const user = `${sandbox.getString('username')}:${sandbox.getString(
      'password',
    )}`;
    return new SandboxCollector(
      url.replace(/\/$/, ''),
      `Basic ${Buffer.from(user).toString('base64')}`,
      sandbox.getOptionalNumber('intervalSeconds') ?? 300,
    );
  }

  async collect(
    options: Parameters<UsageCollector['collect']>[0],
  ): Promise<UsageCloudEvent[] | undefined> {
    const { fromMs, toMs } = options;
    const known = new Set(options.instances.map(each => each.instanceId));
    const { complete, items } = await this.ask(fromMs, toMs, options.signal);
    if (!complete) return undefined;
    return items
      .filter(({ instanceId }) => known.has(instanceId))
      .map(({ instanceId, meter, unit, quantity }) => ({
        specversion: '1.0',
        id: `${instanceId}/${meter}/${fromMs}-${toMs}`,
        source: SOURCE,
        type: 'dev.dualcloud.usage.v1',
        subject: instanceId,
        // The last minute: an instance may have begun within the interval.
        time: new Date(toMs - 60_000).toISOString(),
        data: { meter, unit, quantity },
      }));
  }

  private async ask(fromMs: number, toMs: number, signal: AbortSignal) {
    const response = await fetch(
      `${this.url}/metering/usage?from=${fromMs}&to=${toMs}`,
      {
        headers: { Authorization: this.authorization },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      },
    );
    if (!response.ok) {
      throw new Error(
        `the sandbox broker answered ${response.status} when asked for usage`,
      );
    }
    return answerSchema.parse(await response.json());
  }
}
