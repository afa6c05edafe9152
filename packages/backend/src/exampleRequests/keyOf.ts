/** Each deed has a key of its own, so that it has one effect. */
export function keyOf(name: string, deed: string) {
  return { 'Idempotency-Key': `example-request-${deed}-${name}` };
}
