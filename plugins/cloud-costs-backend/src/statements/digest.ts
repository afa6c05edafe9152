import { createHash } from 'node:crypto';
import type { StatementKey } from './statementRows';

/**
 * SHA-256 over everything that a final statement says, as lower-case
 * hexadecimal digits. Whoever has the statement can compute it again: it is
 * taken over the JSON array of number, payer, month, currency, the snapshot's
 * text and the lines' texts as they are stored.
 */
export function digestOf(
  statement: StatementKey & {
    number: string;
    snapshot: string;
    lines: string[];
  },
): string {
  const { number, payerRef, month, currency, snapshot, lines } = statement;
  return createHash('sha256')
    .update(
      JSON.stringify([number, payerRef, month, currency, snapshot, ...lines]),
    )
    .digest('hex');
}
