import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError } from '@backstage/errors';

/** Headers of a signed delivery. */
export const TIMESTAMP_HEADER = 'x-dualcloud-timestamp';
export const SIGNATURE_HEADER = 'x-dualcloud-signature';

const TOLERANCE_S = 5 * 60;

/**
 * Signs a delivery: HMAC-SHA256 of `<timestamp>.<body>`.
 * @param timestamp - seconds since 1970
 */
export function sign(secret: string, timestamp: number, body: string): string {
  const digest = createHmac('sha256', secret)
    .update(`${timestamp}.${body}`)
    .digest('hex');
  return `sha256=${digest}`;
}

/**
 * @returns the signature, which no other delivery has
 * @throws AuthenticationError (401) if it is missing, forged or not from now
 */
export function verify(
  secret: string,
  delivery: { timestamp?: string; signature?: string; body: string },
  nowMs: number,
): string {
  const { timestamp = '', signature = '', body } = delivery;
  const expected = Buffer.from(sign(secret, Number(timestamp), body));
  const given = Buffer.from(signature);
  const isGenuine =
    /^\d{1,12}$/.test(timestamp) &&
    given.length === expected.length &&
    timingSafeEqual(given, expected);
  if (!isGenuine) {
    throw new AuthenticationError(
      `${SIGNATURE_HEADER} must be "sha256=" and the HMAC-SHA256 in hex of ${TIMESTAMP_HEADER}, a dot and the body, with the secret that was agreed`,
    );
  }
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) {
    throw new AuthenticationError(
      `${TIMESTAMP_HEADER} must be the time of now in seconds since 1970, by five minutes at most`,
    );
  }
  return signature;
}
