import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from './S3Error';

/*
 * AWS Signature Version 4 in the Authorization header. The signature covers method, path, query, the headers that it
 * names and the hash of the body; the body is compared with that hash while it is read.
 */

const MAX_SKEW_MS = 15 * 60 * 1000;
const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Bodies that are not covered by the signature itself. */
export const UNSIGNED = 'UNSIGNED-PAYLOAD';
export const UNSIGNED_CHUNKS = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

export interface SignedRequest {
  accessKeyId: string;
  /** SHA-256 of the body in hexadecimal, or one of the constants above. */
  payloadHash: string;
  verify(secretAccessKey: string): boolean;
}

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', 'The address is not well encoded.');
  }
}

function canonicalPath(path: string): string {
  return path
    .split('/')
    .map(segment => encode(decode(segment)))
    .join('/');
}

function canonicalQuery(query: string): string {
  if (!query) {
    return '';
  }
  return query
    .split('&')
    .filter(Boolean)
    .map(pair => {
      const [name, ...value] = pair.split('=');
      return [encode(decode(name)), encode(decode(value.join('=')))] as const;
    })
    .sort(([a, x], [b, y]) => {
      const left = a === b ? x : a;
      const right = a === b ? y : b;
      if (left === right) {
        return 0;
      }
      return left < right ? -1 : 1;
    })
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function parseAuthorization(header: string) {
  const [algorithm, ...rest] = header.split(' ');
  const parts = new Map(
    rest
      .join(' ')
      .split(',')
      .map(part => part.trim().split('=') as [string, string]),
  );
  const scope = parts.get('Credential')?.split('/') ?? [];
  const signedHeaders = parts.get('SignedHeaders')?.split(';') ?? [];
  const signature = parts.get('Signature') ?? '';
  if (
    algorithm !== ALGORITHM ||
    scope.length !== 5 ||
    scope[3] !== 's3' ||
    scope[4] !== 'aws4_request' ||
    !/^[0-9a-f]{64}$/.test(signature)
  ) {
    throw new S3Error(
      400,
      'AuthorizationHeaderMalformed',
      `The Authorization header must be a signature of ${ALGORITHM} for the service s3.`,
    );
  }
  const [accessKeyId, day, region] = scope;
  return { accessKeyId, day, region, signedHeaders, signature };
}

function checkDate(timestamp: string, day: string): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  const [, y, m, d, h, min, s] = (parts ?? []).map(Number);
  const skew = Math.abs(Date.now() - Date.UTC(y, m - 1, d, h, min, s));
  if (!parts || !timestamp.startsWith(day) || !(skew <= MAX_SKEW_MS)) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The header x-amz-date is missing or too far from the time of the server.',
    );
  }
}

/** Reads the signature of a request; whether it is right is decided by `verify`. */
export function readSignature(request: IncomingMessage): SignedRequest {
  const header = request.headers.authorization;
  if (!header) {
    throw new S3Error(403, 'AccessDenied', 'The request is not signed.');
  }
  const parts = parseAuthorization(header);
  const timestamp = String(request.headers['x-amz-date'] ?? '');
  checkDate(timestamp, parts.day);

  const payloadHash = String(request.headers['x-amz-content-sha256'] ?? '');
  if (
    !/^[0-9a-f]{64}$/.test(payloadHash) &&
    payloadHash !== UNSIGNED &&
    payloadHash !== UNSIGNED_CHUNKS
  ) {
    throw new S3Error(
      501,
      'NotImplemented',
      `x-amz-content-sha256 must be the SHA-256 of the body, ${UNSIGNED} or ${UNSIGNED_CHUNKS}.`,
    );
  }

  const signed = new Set(parts.signedHeaders);
  const mustBeSigned = Object.keys(request.headers).filter(name =>
    name.startsWith('x-amz-'),
  );
  if (!signed.has('host') || mustBeSigned.some(name => !signed.has(name))) {
    throw new S3Error(
      403,
      'AccessDenied',
      'The signature must cover the header host and all headers that begin with x-amz-.',
    );
  }

  const [path, query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const canonicalHeaders = parts.signedHeaders
    .map(name => {
      const value = String(request.headers[name] ?? '');
      return `${name}:${value.trim().replace(/ +/g, ' ')}\n`;
    })
    .join('');
  const canonical = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    canonicalHeaders,
    parts.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const scope = `${parts.day}/${parts.region}/s3/aws4_request`;
  const toSign = [ALGORITHM, timestamp, scope, sha256(canonical)].join('\n');

  return {
    accessKeyId: parts.accessKeyId,
    payloadHash,
    verify(secretAccessKey) {
      const key = [parts.region, 's3', 'aws4_request'].reduce(
        hmac,
        hmac(`AWS4${secretAccessKey}`, parts.day),
      );
      return timingSafeEqual(
        hmac(key, toSign),
        Buffer.from(parts.signature, 'hex'),
      );
    },
  };
}
