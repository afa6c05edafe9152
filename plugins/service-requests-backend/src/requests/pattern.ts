import { createHash } from 'node:crypto';
import type { JsonObject } from '@backstage/types';

/** The standard services that a form names as building blocks, each once, in order. */
export function buildingBlocksOf({ buildingBlocks }: JsonObject): string[] {
  if (!Array.isArray(buildingBlocks)) return [];
  return [...new Set(buildingBlocks.map(String))].sort();
}

/**
 * The same for all requests of a type that name the same building blocks; nothing
 * for those that name none, which have nothing in common yet.
 */
export function patternOf(type: string, form: JsonObject): string | undefined {
  const named = buildingBlocksOf(form);
  if (named.length === 0) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([type, ...named]))
    .digest('hex')
    .slice(0, 32);
}
