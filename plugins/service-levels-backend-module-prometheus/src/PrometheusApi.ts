import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const USUAL_TIMEOUT_S = 20;
const MOST_BYTES = 20 * 1024 * 1024;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Values of one series: seconds since 1970 and what it was. */
export type Series = Array<[atS: number, value: number]>;

const answerSchema = z.object({
  data: z.object({
    resultType: z.string(),
    result: z.array(
      z.object({ values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
});
const errorSchema = z.object({ error: z.string() });

class TooLarge extends Error {}

/**
 * The HTTP API of one Prometheus, or of what speaks as it does. Messages of its
 * errors are shown to people; they hold neither address nor credentials.
 */
export class PrometheusApi {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
    private readonly timeoutMs: number,
  ) {}

  /** @throws InputError that names the setting */
  static fromConfig(config: Config, key: string): PrometheusApi {
    const text = config.getString('url');
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      throw new InputError(`${key}.url: must be a URL, not "${text}"`);
    }
    if (!['http:', 'https:'].includes(url.protocol) || url.username) {
      throw new InputError(
        `${key}.url: must begin with http:// or https:// and hold no credentials; write those under basic or bearerToken`,
      );
    }
    const headers = readHeaders(config, key);
    const isSecret = Object.keys(headers).length > 0;
    const isPlain = url.protocol === 'http:' && !LOOPBACK.has(url.hostname);
    if (isSecret && isPlain) {
      throw new InputError(
        `${key}.url: must begin with https://, since credentials are sent to it`,
      );
    }
    const timeoutS =
      config.getOptionalNumber('timeoutSeconds') ?? USUAL_TIMEOUT_S;
    if (!(timeoutS >= 1 && timeoutS <= 25)) {
      throw new InputError(
        `${key}.timeoutSeconds: must be 1 to 25, not ${timeoutS}`,
      );
    }
    return new PrometheusApi(
      String(url).replace(/\/+$/, ''),
      headers,
      timeoutS * 1000,
    );
  }

  /**
   * What a query gives at each step, both ends included; NaN and infinities too.
   * @throws Error that says what to do
   */
  async range(
    query: string,
    interval: { startS: number; endS: number; stepS: number },
    signal: AbortSignal,
  ): Promise<Series[]> {
    const { startS, endS, stepS } = interval;
    if (endS < startS) return [];
    const response = await this.post(
      new URLSearchParams({
        query,
        start: String(startS),
        end: String(endS),
        step: String(stepS),
      }),
      AbortSignal.any([signal, AbortSignal.timeout(this.timeoutMs)]),
    );
    const read = answerSchema.safeParse(response);
    if (!read.success || read.data.data.resultType !== 'matrix') {
      throw new Error(
        'the address of Prometheus answers something else than a range of values; correct its url',
      );
    }
    return read.data.data.result.map(({ values }) =>
      values.map(([atS, value]) => [Math.round(atS), toNumber(value)]),
    );
  }

  private async post(
    body: URLSearchParams,
    signal: AbortSignal,
  ): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.url}/api/v1/query_range`, {
        method: 'POST',
        headers: this.headers,
        body,
        redirect: 'error',
        signal,
      });
      text = await readAtMost(response, MOST_BYTES);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      throw new Error(
        signal.aborted
          ? 'Prometheus did not answer in time'
          : 'Prometheus cannot be reached',
      );
    }
    const answer = parseJson(text);
    if (response.ok) return answer;
    if (response.status === 401 || response.status === 403) {
      throw new Error(
        `Prometheus answers ${response.status}; correct its credentials`,
      );
    }
    const told = errorSchema.safeParse(answer);
    throw new Error(
      told.success && response.status < 500
        ? `Prometheus refuses the query: ${told.data.error}`
        : `Prometheus answers ${response.status}`,
    );
  }
}

async function readAtMost(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > most) {
      throw new TooLarge(
        'the answer of Prometheus is larger than 20 MB; let the query sum up its series',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readHeaders(config: Config, key: string): Record<string, string> {
  const headers: Record<string, string> = {
    ...config.getOptional<Record<string, string>>('headers'),
  };
  const token = config.getOptionalString('bearerToken');
  const basic = config.getOptionalConfig('basic');
  if (token && basic) {
    throw new InputError(`${key}: has both bearerToken and basic; keep one`);
  }
  if (token) headers.Authorization = `Bearer ${token}`;
  if (basic) {
    const user = `${basic.getString('username')}:${basic.getString(
      'password',
    )}`;
    headers.Authorization = `Basic ${Buffer.from(user).toString('base64')}`;
  }
  return headers;
}

/** As Prometheus writes numbers. */
function toNumber(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
