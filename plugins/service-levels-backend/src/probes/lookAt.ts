import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Client } from 'pg';
import type { DownReason, Look } from './types';

/*
 * One look each: up, or down and why. What the other side says is never kept,
 * neither a page nor the text of an error: it might be anything.
 */

/** Nobody needs more to know that a page is there. */
const MOST_BYTES = 64 * 1024;
const USUAL_STATUS = (status: number) => status >= 200 && status < 400;

type Options = { signal: AbortSignal };

/** Asks for a page, follows no redirect, and reads at most its first 64 kB. */
export function lookAtHttp(
  target: { url: string; status?: readonly number[] },
  { signal }: Options,
): Promise<Look> {
  const { get } = target.url.startsWith('https:') ? https : http;
  return settled(
    new Promise<Look>((resolve, reject) => {
      const request = get(
        target.url,
        {
          signal,
          agent: false,
          headers: { 'User-Agent': 'dualcloud-probe', Accept: '*/*' },
          maxHeaderSize: 16 * 1024,
        },
        response => {
          const status = response.statusCode ?? 0;
          const isUp = target.status
            ? target.status.includes(status)
            : USUAL_STATUS(status);
          const done = () => {
            resolve(
              isUp
                ? { up: true, status }
                : { up: false, reason: 'status', status },
            );
            request.destroy();
          };
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > MOST_BYTES) done();
          });
          response.on('end', done);
          response.on('error', reject);
        },
      );
      request.on('error', reject);
    }),
    signal,
  );
}

/** Opens a connection, and closes it. */
export function lookAtTcp(
  { host, port }: { host: string; port: number },
  { signal }: Options,
): Promise<Look> {
  const socket = net.connect({ host: host.replace(/^\[|\]$/g, ''), port });
  const end = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  return settled(
    new Promise<Look>((resolve, reject) => {
      socket.once('connect', () => resolve({ up: true }));
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed')));
    }),
    signal,
  ).finally(() => {
    signal.removeEventListener('abort', end);
    socket.destroy();
  });
}

/** What one logs in to a database with. Never logged, never stored. */
export type PostgresqlLogin = { connectionString: string };

/** Logs in, and asks for nothing but 1. */
export async function lookAtPostgresql(
  login: PostgresqlLogin,
  { signal }: Options,
): Promise<Look> {
  const client = new Client({
    ...login,
    application_name: 'dualcloud-probe',
    keepAlive: false,
  });
  // A connection that breaks later must not end the process.
  client.on('error', () => undefined);
  const { stream } = (
    client as unknown as { connection: { stream: net.Socket } }
  ).connection;
  const end = () => stream.destroy();
  signal.addEventListener('abort', end, { once: true });
  const look = async (): Promise<Look> => {
    await client.connect();
    await client.query('select 1');
    return { up: true };
  };
  try {
    return await settled(Promise.race([look(), aborted(signal)]), signal);
  } finally {
    signal.removeEventListener('abort', end);
    await Promise.race([client.end().catch(() => undefined), aborted(signal)])
      .catch(() => undefined)
      .finally(end);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

async function settled(
  look: Promise<Look>,
  signal: AbortSignal,
): Promise<Look> {
  try {
    return await look;
  } catch (error) {
    if (signal.aborted) return { up: false, reason: 'timeout' };
    return { up: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): DownReason {
  const code = String((error as { code?: unknown }).code ?? '');
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name';
  if (/^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT)/.test(code)) return 'connection';
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL)/.test(code)) {
    return 'certificate';
  }
  // Class 28 of SQL: who one is; 3D000: no such database; 42501: may not.
  if (/^(28...|3D000|42501)$/.test(code)) return 'login';
  // 53300: too many connections; class 57: it shuts down or starts.
  if (/^(53...|57...)$/.test(code)) return 'connection';
  return (error as Error).message === 'closed' ||
    /terminated unexpectedly/.test((error as Error).message)
    ? 'connection'
    : 'failed';
}
