import type { JsonValue } from '@backstage/types';
import { isObject, type Reading, refuse } from './schemaReading';
import { plainText } from './unsafe';

function findAnchor(value: JsonValue, anchor: string): JsonValue | undefined {
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = findAnchor(entry, anchor);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (
    value.$anchor === anchor ||
    value.$id === `#${anchor}` ||
    value.id === `#${anchor}`
  ) {
    return value;
  }
  for (const entry of Object.values(value)) {
    const found = entry === undefined ? undefined : findAnchor(entry, anchor);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a `$ref` points to within the same schema. */
export function lookUp(ref: string, reading: Reading, at: string): JsonValue {
  if (ref !== '#' && !ref.startsWith('#')) {
    refuse(at, 'a $ref points outside the schema; nothing is fetched');
  }
  const fragment = ref.slice(1);
  if (fragment === '') return reading.root;
  if (!fragment.startsWith('/')) {
    return (
      findAnchor(reading.root, fragment) ??
      refuse(at, `the $ref "${plainText(ref, 100)}" points to nothing`)
    );
  }
  let place: JsonValue | undefined = reading.root;
  for (const part of fragment.slice(1).split('/')) {
    let key: string;
    try {
      key = decodeURIComponent(part)
        .replaceAll('~1', '/')
        .replaceAll('~0', '~');
    } catch {
      return refuse(at, 'a $ref cannot be read');
    }
    if (Array.isArray(place)) {
      place = place[Number(key)];
    } else {
      place =
        isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
    }
    if (place === undefined) {
      return refuse(at, `the $ref "${plainText(ref, 100)}" points to nothing`);
    }
  }
  return place;
}
