/** A fresh Idempotency-Key; keep it for the retries of one wish. @public */
export function newIdempotencyKey(): string {
  return globalThis.crypto.randomUUID();
}
