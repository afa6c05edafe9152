import type { JsonObject, JsonValue } from '@backstage/types';

const SIZE_LIMIT = 256 * 1024;
const NODE_LIMIT = 20_000;
const DEPTH_LIMIT = 64;

/**
 * A plan's schema comes from a broker and is hostile until shown otherwise: it
 * must not make us fetch anything, nor be so large, so deep, or so multiplied
 * by its own references that compiling or running it stops the process.
 *
 * @returns what is wrong with it, or undefined
 */
export function checkSchema(schema: JsonObject): string | undefined {
  const size = JSON.stringify(schema).length;
  if (size > SIZE_LIMIT) {
    return `it has ${size} characters; at most ${SIZE_LIMIT} are allowed`;
  }
  let nodes = 0;
  let fault: string | undefined;

  const visit = (value: JsonValue, depth: number, open: string[]): void => {
    if (fault || value === null || typeof value !== 'object') return;
    nodes += 1;
    if (nodes > NODE_LIMIT) {
      fault = `it has more than ${NODE_LIMIT} parts, counting each use of a reference`;
      return;
    }
    if (depth > DEPTH_LIMIT) {
      fault = `it is nested more than ${DEPTH_LIMIT} deep`;
      return;
    }
    if (!Array.isArray(value) && typeof value.$ref === 'string') {
      const { $ref } = value;
      if (!$ref.startsWith('#')) {
        fault = `it refers to "${$ref.slice(0, 100)}" outside of itself`;
        return;
      }
      // A recursive schema ends with the data; only its first round counts.
      if (!open.includes($ref)) {
        const target = resolve(schema, $ref);
        if (target === undefined) {
          fault = `its reference "${$ref.slice(0, 100)}" leads nowhere`;
          return;
        }
        visit(target, depth + 1, [...open, $ref]);
      }
    }
    for (const child of Object.values(value)) {
      if (child !== undefined) visit(child, depth + 1, open);
    }
  };
  visit(schema, 0, []);
  return fault;
}

function resolve(root: JsonObject, ref: string): JsonValue | undefined {
  let found: JsonValue | undefined = root;
  for (const raw of ref.slice(1).split('/').filter(Boolean)) {
    let segment: string;
    try {
      segment = decodeURIComponent(raw).replace(/~1/g, '/').replace(/~0/g, '~');
    } catch {
      return undefined;
    }
    if (found === null || typeof found !== 'object') return undefined;
    found = Object.prototype.hasOwnProperty.call(found, segment)
      ? (found as JsonObject)[segment]
      : undefined;
  }
  return found;
}
