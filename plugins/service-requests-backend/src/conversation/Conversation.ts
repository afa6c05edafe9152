import { randomUUID } from 'node:crypto';
import type { RequestMessage } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  type IdempotencyStore,
  invalidField,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { speaksFor } from '../authorization';
import type { RequestNotices } from '../notices';
import type { RequestLog } from '../record';
import type { RequestReader } from '../requests';

/** A row of `request_messages`. */
type MessageRow = {
  id: string;
  request_id: string;
  at: number | string;
  by: string;
  party: RequestMessage['party'];
  internal: number;
  text: string;
};

type Deps = {
  knex: Knex;
  reader: RequestReader;
  idempotency: IdempotencyStore;
  log: RequestLog;
  notices: RequestNotices;
  now: () => number;
};

/**
 * What is said about a request. Nothing is changed or removed afterwards, and
 * what the IT service provider notes for itself nobody else reads.
 */
export class Conversation {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): Conversation {
    return new Conversation(deps);
  }

  async list(caller: Caller, requestId: string): Promise<RequestMessage[]> {
    const { knex, reader } = this.deps;
    const seen = await reader.see(caller, requestId);
    const query = knex('request_messages')
      .where('request_id', requestId)
      .orderBy(['at', 'id']);
    if (!reader.isManager(seen)) query.where('internal', 0);
    const rows: MessageRow[] = await query;
    return rows.map(present);
  }

  async say(
    caller: UserCaller,
    requestId: string,
    wish: { text: string; internal?: boolean },
    key: string,
  ): Promise<StoredAnswer<RequestMessage>> {
    const { idempotency, reader, log, notices, now } = this.deps;
    if (wish.text.trim() === '') {
      throw invalidField('text', 'required', 'must say something');
    }
    const route = `POST /requests/${requestId}/messages`;
    const answer = await idempotency.once(
      { actor: caller.ref, key, route, body: wish },
      async () => {
        const seen = await reader.see(caller, requestId);
        if (wish.internal) reader.requireManager(seen);
        else reader.requirePart(seen);
      },
      async trx => {
        const row: MessageRow = {
          id: randomUUID(),
          request_id: requestId,
          at: now(),
          by: caller.ref,
          party: speaksFor(caller.party),
          internal: wish.internal ? 1 : 0,
          text: wish.text.trim(),
        };
        await trx('request_messages').insert(row);
        await log.note(
          trx,
          { kind: 'request', id: requestId },
          {
            actor: caller.ref,
            action: wish.internal ? 'request-note' : 'request-message',
          },
        );
        if (!wish.internal) {
          await notices.queue(trx, `message ${row.id}`, {
            kind: 'message',
            requestId,
            by: caller.ref,
            text: row.text,
          });
        }
        return { status: 201, response: present(row) };
      },
    );
    if (!answer.repeated) log.tell('requests');
    return answer;
  }
}

function present(row: MessageRow): RequestMessage {
  return {
    id: row.id,
    at: new Date(Number(row.at)).toISOString(),
    by: row.by,
    party: row.party,
    internal: Number(row.internal) === 1,
    text: row.text,
  };
}
