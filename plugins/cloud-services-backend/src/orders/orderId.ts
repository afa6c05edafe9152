import { v5 as uuidOf } from 'uuid';

/** Orders are the only names in this namespace; it was drawn at random. */
const NAMESPACE = 'f92e45ad-9774-45b2-b4fc-f17e555dd037';

/**
 * The id of the order that somebody places under an Idempotency-Key. Known before
 * anything is stored, and the same when the order is repeated: whatever another
 * plugin keeps for it is found again.
 *
 * @param key - of printable characters, so the separator is in neither part
 */
export function orderIdOf(actor: string, key: string): string {
  return uuidOf(`${actor}\n${key}`, NAMESPACE);
}
