import { createHash } from 'node:crypto';
import type { JsonValue } from '@backstage/types';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

/**
 * Names a wish by what is wished. A step that runs for `each` item has one
 * checkpoint namespace, so the item's input must be in the key.
 * @public
 */
export function identityOf(wish: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(wish)))
    .digest('hex')
    .slice(0, 24);
}

/**
 * An Idempotency-Key: the same for each run of the same step of the same task with the same wish.
 * @public
 */
export function taskKey(
  context: { task: { id: string }; step?: { id?: string } },
  ...wish: JsonValue[]
): string {
  return `task-${identityOf([context.task.id, context.step?.id ?? '', wish])}`;
}
