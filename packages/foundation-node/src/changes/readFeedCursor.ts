import { invalidField } from '../refusals';

/**
 * Reads the cursor of a feed; absent: its beginning.
 *
 * @throws InputError if no feed gave it
 * @public
 */
export function readFeedCursor(after: string | undefined): number {
  if (after === undefined || after === '') return 0;
  const value = /^\d{1,15}$/.test(after) ? Number(after) : NaN;
  if (Number.isNaN(value)) {
    throw invalidField(
      'after',
      'cursor',
      'is not a cursor that this feed gave',
    );
  }
  return value;
}
