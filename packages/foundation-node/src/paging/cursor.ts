import type { Knex } from 'knex';
import { invalidField } from '../refusals';

/** Newest first, and below equal times by id: where the last page ended. @public */
export type PagePosition = { at: number; id: string };

/** How many to give where nobody says. */
const DEFAULT_LIMIT = 50;
const LARGEST = 500;

/** The size of a page; odd values that pass as integers (`1e0`, an empty string) become sensible ones. @public */
export function pageSize(
  limit: number | undefined,
  usual: number = DEFAULT_LIMIT,
): number {
  const wanted = Math.trunc(Number(limit ?? usual));
  return wanted >= 1 ? Math.min(wanted, LARGEST) : usual;
}

/** Reads an opaque cursor. @public */
export function readCursor(
  cursor: string | undefined,
): PagePosition | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (Number.isSafeInteger(at) && typeof id === 'string') return { at, id };
  } catch {
    // Falls through: whatever it is, it did not come from us.
  }
  throw invalidField(
    'cursor',
    'cursor',
    'is not one that an earlier page gave; begin without it',
  );
}

/** Limits a query to one page, and one row more that tells whether there is a next. @public */
export function page(
  query: Knex.QueryBuilder,
  options: { column: string; cursor?: string; limit: number },
): void {
  const position = readCursor(options.cursor);
  const { column } = options;
  const id = `${column.split('.')[0]}.id`;
  if (position) {
    query.where(nested =>
      nested
        .where(column, '<', position.at)
        .orWhere(same =>
          same.where(column, position.at).where(id, '<', position.id),
        ),
    );
  }
  query
    .orderBy([
      { column, order: 'desc' },
      { column: id, order: 'desc' },
    ])
    .limit(options.limit + 1);
}

/** Splits what {@link page} brought into the page and the next cursor. @public */
export function cutPage<T extends { id: string }>(
  rows: T[],
  limit: number,
  at: (row: T) => number | string,
): { rows: T[]; nextCursor?: string } {
  const kept = rows.slice(0, limit);
  const last = kept[kept.length - 1];
  return {
    rows: kept,
    nextCursor:
      rows.length > limit && last
        ? Buffer.from(JSON.stringify([Number(at(last)), last.id])).toString(
            'base64url',
          )
        : undefined,
  };
}
