import { randomUUID } from 'node:crypto';
import {
  type AuditLog,
  conflict,
  databaseNow,
  type IdempotencyStore,
  invalidField,
  notFound,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { SavedView } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';

const MOST = 100;

/** Views of the costs page that people keep under a name; everybody has their own. */
export class SavedViewService {
  private constructor(
    private readonly options: {
      knex: Knex;
      audit: AuditLog;
      idempotency: IdempotencyStore;
    },
  ) {}

  static create(options: {
    knex: Knex;
    audit: AuditLog;
    idempotency: IdempotencyStore;
  }): SavedViewService {
    return new SavedViewService(options);
  }

  async list(caller: UserCaller): Promise<SavedView[]> {
    return this.options
      .knex('saved_views')
      .where('user_ref', caller.ref)
      .orderBy('name')
      .select('id', 'name', 'query');
  }

  /** The same name replaces what was saved under it. */
  async save(
    caller: UserCaller,
    wanted: { name: string; query: string },
    key: string,
  ): Promise<SavedView> {
    const name = wanted.name.trim();
    if (!name) {
      throw invalidField('name', 'blank', 'must not consist of spaces only');
    }
    const { audit, idempotency } = this.options;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, key, route: 'POST /saved-views', body: wanted },
      async () => undefined,
      async trx => {
        await this.refuseTooMany(trx, caller, name);
        const [{ id }] = await trx('saved_views')
          .insert({
            id: randomUUID(),
            user_ref: caller.ref,
            name,
            query: wanted.query,
            created_at: databaseNow(trx),
          })
          .onConflict(['user_ref', 'name'])
          .merge(['query'])
          .returning('id');
        await audit.append(trx, {
          actor: caller.ref,
          action: 'saved-view-save',
          objectRef: `saved-view:${id}`,
        });
        return { status: 200, response: { id, name, query: wanted.query } };
      },
    );
    if (!repeated) void audit.publish();
    return response;
  }

  /** @throws NotFoundError also for what is somebody else's */
  async remove(caller: UserCaller, id: string, key: string): Promise<void> {
    const { audit, idempotency } = this.options;
    const { repeated } = await idempotency.once(
      { actor: caller.ref, key, route: `DELETE /saved-views/${id}`, body: {} },
      async () => undefined,
      async trx => {
        const removed = await trx('saved_views')
          .where({ id, user_ref: caller.ref })
          .delete();
        if (!removed) throw notFound('saved view', id);
        await audit.append(trx, {
          actor: caller.ref,
          action: 'saved-view-remove',
          objectRef: `saved-view:${id}`,
        });
        return { status: 204, response: {} };
      },
    );
    if (!repeated) void audit.publish();
  }

  private async refuseTooMany(
    trx: Knex.Transaction,
    caller: UserCaller,
    name: string,
  ): Promise<void> {
    const [{ count }] = await trx('saved_views')
      .where('user_ref', caller.ref)
      .whereNot({ name })
      .count({ count: '*' });
    if (Number(count) >= MOST) {
      throw conflict(
        `you have ${MOST} saved views, which is the most there can be; remove one first`,
      );
    }
  }
}
