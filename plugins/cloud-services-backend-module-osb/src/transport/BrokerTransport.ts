import { randomUUID } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import {
  type DriverCall,
  DriverError,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { parseRetryAfter } from './retryAfter';

/*
 * One HTTP exchange with a broker.
 *
 * What the engine must know of a failed exchange is whether the broker can
 * have seen the request. undici tells: it calls `onRequestStart` when it has a
 * connection (TCP and TLS) and is about to write the request to it. What fails
 * before that moment was surely not sent; what fails after it nobody can tell,
 * unless a status line arrived, which then decides alone.
 *
 * Redirects are not followed: the place where credentials go comes from the
 * configuration only. Neither requests nor answers are logged.
 */

/** Basic or bearer authentication of the platform at the broker. @public */
export type OsbAuth =
  | { username: string; password: string }
  | { bearerToken: string };

export type BrokerRequest = {
  method: 'GET' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the broker's URL, each segment percent-encoded; begins with `/v2/`. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: object;
  maxBytes: number;
};

export type BrokerAnswer = {
  statusCode: number;
  retryAfterMs?: number;
  /** `undefined` when the body is not JSON, too large or did not arrive whole. */
  body: unknown;
  /** Why there is no body to read. */
  defect?: 'malformed' | 'too-large' | 'incomplete';
};

export type BrokerTransportOptions = {
  brokerName: string;
  url: URL;
  auth: OsbAuth;
  requestTimeoutMs: number;
  connectTimeoutMs?: number;
};

const UNREADABLE = new Set(['__proto__', 'constructor', 'prototype']);

function parseJson(chunks: Buffer[]): unknown {
  return JSON.parse(Buffer.concat(chunks).toString('utf8'), (key, value) =>
    UNREADABLE.has(key) ? undefined : value,
  );
}

function firstHeader(value: string | string[] | undefined) {
  return Array.isArray(value) ? value[0] : value;
}

export class BrokerTransport {
  private readonly agent: Agent;
  private readonly basePath: string;
  private readonly authorization: string;

  constructor(private readonly options: BrokerTransportOptions) {
    this.basePath = options.url.pathname.replace(/\/+$/, '');
    this.authorization =
      'bearerToken' in options.auth
        ? `Bearer ${options.auth.bearerToken}`
        : `Basic ${Buffer.from(
            `${options.auth.username}:${options.auth.password}`,
            'utf8',
          ).toString('base64')}`;
    this.agent = new Agent({
      connections: 64,
      // Broker and platform may close an idle connection at the same moment, and
      // a request lost that way counts as `unknown`: be the first to let go.
      keepAliveTimeout: 2_000,
      keepAliveMaxTimeout: 30_000,
      keepAliveTimeoutThreshold: 1_500,
      // The deadline of the whole exchange is ours.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 32 * 1024,
      connect: {
        timeout: Math.min(
          options.connectTimeoutMs ?? 10_000,
          options.requestTimeoutMs,
        ),
      },
    });
  }

  /** Throws a DriverError unless a status line came back. */
  async exchange(
    request: BrokerRequest,
    call: DriverCall,
  ): Promise<BrokerAnswer> {
    const body =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) query.set(key, value);
    }
    // `+` for a blank is a form's encoding; the specification wants percent-encoding.
    const queryString = query.toString().replaceAll('+', '%20');
    return await this.dispatch(
      {
        origin: this.options.url.origin,
        path: `${this.basePath}${request.path}${
          queryString ? `?${queryString}` : ''
        }`,
        method: request.method,
        headers: this.headers(call, body !== undefined),
        body,
      },
      request.maxBytes,
      call.signal,
    );
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private headers(call: DriverCall, hasBody: boolean) {
    const headers: Record<string, string> = {
      authorization: this.authorization,
      accept: 'application/json',
      'x-broker-api-version': '2.17',
      'x-broker-api-request-identity': call.requestId ?? randomUUID(),
    };
    if (hasBody) headers['content-type'] = 'application/json';
    if (call.originatingIdentity) {
      const identity = JSON.stringify({
        user_entity_ref: call.originatingIdentity.userEntityRef,
      });
      headers['x-broker-api-originating-identity'] = `backstage ${Buffer.from(
        identity,
        'utf8',
      ).toString('base64')}`;
    }
    return headers;
  }

  private dispatch(
    options: Dispatcher.DispatchOptions,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<BrokerAnswer> {
    const { brokerName, requestTimeoutMs } = this.options;
    return new Promise<BrokerAnswer>((resolve, reject) => {
      let controller: Dispatcher.DispatchController | undefined;
      let answer: Omit<BrokerAnswer, 'body' | 'defect'> | undefined;
      let settled = false;
      let size = 0;
      const chunks: Buffer[] = [];
      // Ends the timer and the listener below once it is settled.
      const ended = new AbortController();

      const settle = (finish: () => void) => {
        if (settled) return;
        settled = true;
        ended.abort();
        finish();
      };
      const giveUp = (code: string, what: string, cause?: unknown) => {
        settle(() => {
          if (answer) {
            resolve({ ...answer, body: undefined, defect: 'incomplete' });
          } else if (controller) {
            reject(
              new DriverError(
                `broker "${brokerName}": ${what} after the request had been sent; whether it took effect is not known`,
                { outcome: 'unknown', code, cause },
              ),
            );
          } else {
            reject(
              new DriverError(
                `broker "${brokerName}": ${what} before the request could be sent`,
                { outcome: 'not-sent', code, cause },
              ),
            );
          }
        });
        controller?.abort(new Error(what));
      };
      const onAbort = () => giveUp('aborted', 'the call was ended');
      const timer = setTimeout(
        () =>
          giveUp('timeout', `no answer within ${requestTimeoutMs / 1000} s`),
        requestTimeoutMs,
      );
      ended.signal.addEventListener('abort', () => clearTimeout(timer));
      signal.addEventListener('abort', onAbort, { signal: ended.signal });
      if (signal.aborted) {
        onAbort();
        return;
      }

      const handler: Dispatcher.DispatchHandler = {
        onRequestStart(requestController) {
          if (settled) {
            // Given up while it waited for a connection: nothing is written yet.
            requestController.abort(new Error('given up before it was sent'));
            return;
          }
          controller = requestController;
        },
        onResponseStart(_, statusCode, headers) {
          if (statusCode < 200) return;
          answer = {
            statusCode,
            retryAfterMs: parseRetryAfter(firstHeader(headers['retry-after'])),
          };
        },
        onResponseData(requestController, chunk) {
          size += chunk.length;
          if (size <= maxBytes) {
            chunks.push(chunk);
            return;
          }
          const seen = answer;
          settle(() =>
            seen
              ? resolve({ ...seen, body: undefined, defect: 'too-large' })
              : undefined,
          );
          requestController.abort(new Error('the answer is too large'));
        },
        onResponseEnd() {
          const seen = answer;
          if (!seen) {
            giveUp('connection-lost', 'the answer had no status');
            return;
          }
          settle(() => {
            try {
              resolve({ ...seen, body: parseJson(chunks) });
            } catch {
              resolve({ ...seen, body: undefined, defect: 'malformed' });
            }
          });
        },
        onResponseError(_, error) {
          const code = 'code' in error ? String(error.code) : error.name;
          giveUp(
            controller ? 'connection-lost' : 'connection-failed',
            controller
              ? `the connection was lost (${code})`
              : `no connection (${code})`,
            error,
          );
        },
      };
      try {
        this.agent.dispatch(options, handler);
      } catch (error) {
        giveUp('connection-failed', 'the request could not be made', error);
      }
    });
  }
}
