import { readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';

/** How a request repeats itself. */
export type Repeatable = { key: string; route: string; body: unknown };

/** @param route - method and path, ids included */
export function repeatable(req: Request, route: string): Repeatable {
  return { key: readKey(req), route, body: req.body };
}
