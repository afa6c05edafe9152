import type {
  ChecklistItem,
  ChecklistItemSpec,
  RequestRole,
  RequestTypeSpec,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** A row of `request_items`. */
export type ItemRow = {
  request_id: string;
  item_id: string;
  by: string;
  at: number | string;
  evidence: string | null;
};

/** That an item is fulfilled, whatever its checklist belongs to. */
export type Fulfilment = Omit<ItemRow, 'request_id'>;

/** Items of checklists that are fulfilled. */
export class ItemStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ItemStore {
    return new ItemStore(knex);
  }

  async of(requestId: string, knex: Knex = this.knex): Promise<ItemRow[]> {
    return knex('request_items').where('request_id', requestId);
  }

  async fulfil(trx: Knex.Transaction, row: ItemRow): Promise<void> {
    await trx('request_items')
      .insert(row)
      .onConflict(['request_id', 'item_id'])
      .merge();
  }

  async reopen(
    trx: Knex.Transaction,
    requestId: string,
    itemId: string,
  ): Promise<void> {
    await trx('request_items')
      .where({ request_id: requestId, item_id: itemId })
      .delete();
  }
}

/** The checklist as somebody in these roles sees it. */
export function presentChecklist(
  { checklist = [] }: Pick<RequestTypeSpec, 'checklist'>,
  rows: readonly Fulfilment[],
  roles: ReadonlySet<RequestRole>,
  ended: boolean,
): ChecklistItem[] {
  return checklist.map(item => {
    const row = rows.find(({ item_id }) => item_id === item.id);
    return {
      ...item,
      fulfilled: row !== undefined,
      evidenceGiven: row?.evidence ?? undefined,
      by: row?.by,
      at: row && new Date(Number(row.at)).toISOString(),
      mayFulfil: !ended && roles.has(item.responsible),
    };
  });
}

/** Required items that nobody has fulfilled. */
export function missingItems(
  { checklist = [] }: Pick<RequestTypeSpec, 'checklist'>,
  rows: readonly Fulfilment[],
): ChecklistItemSpec[] {
  return checklist.filter(
    item => item.required && !rows.some(({ item_id }) => item_id === item.id),
  );
}

/** @throws InputError if evidence is wanted and is none */
export function requireEvidence(
  { evidence: kind }: ChecklistItemSpec,
  evidence: string | undefined,
): void {
  if (kind === 'none') return;
  if (!evidence?.trim()) {
    throw invalidField(
      'evidence',
      'required',
      kind === 'link'
        ? 'must be a link to the evidence'
        : 'must say by what it is fulfilled',
    );
  }
  if (kind === 'link' && !/^https?:\/\/\S+$/.test(evidence)) {
    throw invalidField('evidence', 'link', 'must be a link: https://…');
  }
}
