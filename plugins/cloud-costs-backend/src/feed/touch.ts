import { ChangeStore } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** What the feed tells about: statements once they are final, versions of price lists, budgets. */
export type ChangedKind = 'statement' | 'price-list' | 'budget';

/** Moves an object to the end of the feed, in the transaction that changes it. */
export async function touch(
  trx: Knex.Transaction,
  kind: ChangedKind,
  id: string,
): Promise<void> {
  await ChangeStore.create<ChangedKind>(trx).touch(trx, kind, id);
}

/** What the feed knows a version of a price list by. */
export function priceListId({
  list,
  version,
}: {
  list: string;
  version: string;
}): string {
  return `${list}/${version}`;
}
