/** Of JSON Schema, not of Backstage's placeholder processor. */
const SCHEMA_KEYS = new Set([
  '$ref',
  '$id',
  '$schema',
  '$comment',
  '$defs',
  '$anchor',
  '$vocabulary',
]);

/**
 * Path of the first placeholder (`$text`, `$json`, `$yaml`, `$openapi` and
 * whatever else a portal has installed), or `undefined`. Backstage resolves
 * these with the portal's own credentials, so our kinds have none.
 */
export function findPlaceholder(value: unknown, path = ''): string | undefined {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = findPlaceholder(value[index], `${path}[${index}]`);
      if (found) return found;
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const here = path ? `${path}.${key}` : key;
    if (key.startsWith('$') && !SCHEMA_KEYS.has(key)) return here;
    const found = findPlaceholder(entry, here);
    if (found) return found;
  }
  return undefined;
}
