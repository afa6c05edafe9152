import type { RequestHandler } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { badRequest, OsbError } from '../osb/errors';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Basic authentication; takes the same time whatever is wrong. */
export function authenticate(
  username: string,
  password: string,
): RequestHandler {
  const expected = digest(`${username}:${password}`);
  return (request, response, next) => {
    const [scheme, value] = (request.headers.authorization ?? '').split(' ');
    const given =
      scheme.toLowerCase() === 'basic'
        ? Buffer.from(value ?? '', 'base64').toString('utf8')
        : '';
    if (timingSafeEqual(digest(given), expected)) {
      next();
      return;
    }
    response.setHeader('WWW-Authenticate', 'Basic realm="sandbox-broker"');
    next(
      new OsbError(
        401,
        'Unauthorized',
        "User name or password is wrong: use the broker's basic authentication.",
      ),
    );
  };
}

const OLDEST_MINOR = 13;

/** Section "API Version Header" of OSB 2.17. Newer minor versions only add, so they are accepted. */
export const checkApiVersion: RequestHandler = (request, _response, next) => {
  const version = request.get('X-Broker-API-Version');
  const minor = /^2\.(\d{1,4})$/.exec(version ?? '')?.[1];
  if (minor !== undefined && Number(minor) >= OLDEST_MINOR) {
    next();
    return;
  }
  next(
    new OsbError(
      412,
      'PreconditionFailed',
      version
        ? `X-Broker-API-Version ${version} is not supported: use 2.17 (2.${OLDEST_MINOR} or later).`
        : 'The header X-Broker-API-Version is missing: send "X-Broker-API-Version: 2.17".',
    ),
  );
};

/** Sections "Originating Identity" and "Request Identity" of OSB 2.17. */
export const checkIdentities: RequestHandler = (request, response, next) => {
  const requestIdentity = request.get('X-Broker-API-Request-Identity');
  if (requestIdentity) {
    response.setHeader('X-Broker-API-Request-Identity', requestIdentity);
  }
  const originating = request.get('X-Broker-API-Originating-Identity');
  if (originating !== undefined) {
    const [platform, value, ...rest] = originating.split(' ');
    try {
      const identity = JSON.parse(
        Buffer.from(value ?? '', 'base64').toString('utf8'),
      );
      if (!platform || rest.length || typeof identity !== 'object') {
        throw new Error('not an object');
      }
    } catch {
      next(
        badRequest(
          'X-Broker-API-Originating-Identity is malformed: it must be the name of the platform, a space, and a base64-encoded JSON object.',
        ),
      );
      return;
    }
  }
  next();
};
