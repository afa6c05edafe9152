import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where the webhook comes in. */
export const WEBHOOK_PATH = '/connectors/webhook';

const bodies = new WeakMap<object, string>();

/** For `express.json`: a signature is about the bytes that came, not about what they mean. */
export function keepRawBody(
  req: IncomingMessage,
  _res: ServerResponse,
  body: Buffer,
): void {
  if (req.url?.split('?')[0] === WEBHOOK_PATH) {
    bodies.set(req, body.toString('utf8'));
  }
}

export function rawBodyOf(req: object): string {
  return bodies.get(req) ?? '';
}
