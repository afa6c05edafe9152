import type {
  IncomingTicket,
  TicketFields,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { conflict, invalidField, transact } from '@dualcloud/foundation-node';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestLog } from '../record';
import type {
  Reporter,
  StoredTicket,
  TicketComments,
  TicketReports,
  TicketService,
  TicketStore,
} from '../tickets';
import type { ConnectorStates } from './ConnectorStates';
import { exchange, type ExchangeRow } from './exchange';
import { fieldsOf, requireFitting } from './fields';
import { mergeFields } from './mergeFields';

type Deps = {
  knex: Knex;
  store: TicketStore;
  tickets: TicketService;
  reports: TicketReports;
  comments: TicketComments;
  states: ConnectorStates;
  log: RequestLog;
  /** In whose name a connector reports: the IT service provider's. */
  reporter: (connector: string) => Promise<Reporter>;
  now: () => number;
};

/** What became of a message, and which ticket it is here. */
export type IntakeResult = {
  outcome: 'opened' | 'taken' | 'repeated' | 'outdated';
  ticketId?: string;
  number?: string;
};

/** Of what is there once only. */
type Once = 'message' | 'remark' | 'seal' | 'ticket';

/** A seal is asked for no longer than its delivery is young enough. */
const SEALS_KEPT_MS = 60 * 60_000;
const REFUSALS_KEPT_MS = 30 * 24 * 60 * 60_000;

/**
 * Takes what a connected ticket system tells, each message once. Of a field
 * that only the other side has changed since the last exchange its value is
 * taken; one that both have changed is nobody's to overwrite: it becomes a
 * conflict, which people settle. A ticket that began there is reported here in
 * the name of the IT service provider, whose system it is, under the same rules as
 * by a person.
 */
export class TicketIntake {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketIntake {
    return new TicketIntake(deps);
  }

  /**
   * @param seal - what no two deliveries have in common, such as a signature
   * @throws NotFoundError if the ticket, or what it is about, is unknown; ConflictError if the delivery was seen before
   */
  async take(
    connector: string,
    message: IncomingTicket,
    seal?: string,
  ): Promise<IntakeResult> {
    const { states, log } = this.deps;
    const name = message.externalId ?? message.ticketId ?? '';
    try {
      const draft = await this.draft(connector, message);
      const result = await transact(this.deps.knex, trx =>
        this.takeWithin(trx, connector, message, { draft, seal }),
      );
      await this.refusals(connector, name).delete();
      await states.worked(connector, 'read');
      if (result.outcome !== 'repeated') log.tell('tickets');
      return result;
    } catch (error) {
      if (isRefusal(error)) await this.noteRefusal(connector, name, error);
      throw error;
    }
  }

  /** Forgets what nobody asks for any more. */
  async forgetOld(): Promise<void> {
    const { knex, now } = this.deps;
    await knex('connector_messages')
      .where('kind', 'seal')
      .where('at', '<', now() - SEALS_KEPT_MS)
      .delete();
    await knex('connector_refusals')
      .where('at', '<', now() - REFUSALS_KEPT_MS)
      .delete();
  }

  private async takeWithin(
    trx: Knex.Transaction,
    connector: string,
    message: IncomingTicket,
    { draft, seal }: { draft?: StoredTicket; seal?: string },
  ): Promise<IntakeResult> {
    const { store } = this.deps;
    if (seal && !(await this.isFirst(trx, connector, 'seal', seal))) {
      throw conflict(
        'this very delivery was taken before; sign it anew to tell it again',
      );
    }
    const isNew = await this.isFirst(
      trx,
      connector,
      'message',
      message.messageId,
    );
    const opened =
      isNew && draft && (await this.open(trx, connector, message, draft));
    const row = await find(trx, connector, message);
    const ticket = row && (await store.lock(trx, row.ticket_id));
    if (!ticket) throw unknownTicket(message);
    const { id: ticketId, number } = ticket;
    if (!isNew) return { outcome: 'repeated', ticketId, number };
    const inTime = await this.apply(trx, ticket, row, message);
    if (opened) return { outcome: 'opened', ticketId, number };
    return { outcome: inTime ? 'taken' : 'outdated', ticketId, number };
  }

  /** The ticket that it opens, unless it is here already. */
  private async draft(
    connector: string,
    message: IncomingTicket,
  ): Promise<StoredTicket | undefined> {
    const { knex, reporter, reports } = this.deps;
    const { opens, externalId, fields = {} } = message;
    if (!opens || message.ticketId) return undefined;
    if (!externalId) {
      throw invalidField(
        'externalId',
        'required',
        'must say which ticket it is there',
      );
    }
    if (await find(knex, connector, message)) return undefined;
    const { title, description, incidentClass } = fields;
    for (const [field, text] of Object.entries({ title, description })) {
      if (!text?.trim()) {
        throw invalidField(
          `fields.${field}`,
          'required',
          'must be said of a ticket that is to be taken in',
        );
      }
    }
    requireFitting(opens.kind, fields);
    return reports.prepare(await reporter(connector), {
      ...opens,
      title: title!,
      description: description!,
      incidentClass,
    });
  }

  /** @returns false if another message has opened it meanwhile */
  private async open(
    trx: Knex.Transaction,
    connector: string,
    { externalId }: IncomingTicket,
    draft: StoredTicket,
  ): Promise<boolean> {
    if (!(await this.isFirst(trx, connector, 'ticket', externalId!))) {
      return false;
    }
    const ticket = await this.deps.tickets.open(trx, draft);
    const place = { connector, ticket_id: ticket.id };
    await exchange(trx, place).update({
      external_id: externalId,
      base: JSON.stringify(fieldsOf(ticket)),
    });
    return true;
  }

  /** @returns false if its fields are out of date */
  private async apply(
    trx: Knex.Transaction,
    ticket: StoredTicket,
    { connector }: ExchangeRow,
    message: IncomingTicket,
  ): Promise<boolean> {
    const { tickets, now } = this.deps;
    const { externalId, sequence, fields = {}, remarks = [] } = message;
    requireFitting(ticket.kind, fields);
    const place = { connector, ticket_id: ticket.id };
    const row: ExchangeRow = await exchange(trx, place).first();
    const inTime =
      sequence === undefined ||
      row.sequence === null ||
      sequence > Number(row.sequence);
    const merged = inTime
      ? await mergeFields(trx, ticket, row, fields, now())
      : ticket;
    await exchange(trx, place).update({
      external_id: externalId ?? row.external_id,
      sequence: inTime ? sequence ?? row.sequence : row.sequence,
    });
    if (merged !== ticket) {
      await tickets.store(trx, { ref: `connector:${connector}` }, merged, {
        event: 'exchange',
        ...(merged.state !== ticket.state && {
          from: ticket.state,
          to: merged.state,
        }),
        details: { connector, fields: changes(ticket, merged) },
      });
    }
    await this.say(trx, merged, connector, remarks);
    return inTime;
  }

  private async say(
    trx: Knex.Transaction,
    ticket: StoredTicket,
    connector: string,
    remarks: NonNullable<IncomingTicket['remarks']>,
  ): Promise<void> {
    for (const { id, by, text } of remarks) {
      const key = `${ticket.id}:${id}`;
      if (!(await this.isFirst(trx, connector, 'remark', key))) continue;
      await this.deps.comments.add(trx, ticket, {
        by: `connector:${connector}`,
        party: 'it-service-provider',
        internal: false,
        text: `${by}: ${text}`,
      });
    }
  }

  private async isFirst(
    trx: Knex.Transaction,
    connector: string,
    kind: Once,
    id: string,
  ): Promise<boolean> {
    const rows = await trx('connector_messages')
      .insert({ connector, kind, id, at: this.deps.now() })
      .onConflict(['connector', 'kind', 'id'])
      .ignore()
      .returning('id');
    return rows.length > 0;
  }

  private async noteRefusal(
    connector: string,
    externalId: string,
    error: unknown,
  ): Promise<void> {
    const change = { reason: (error as Error).message, at: this.deps.now() };
    await this.deps
      .knex('connector_refusals')
      .insert({ connector, external_id: externalId, ...change })
      .onConflict(['connector', 'external_id'])
      .merge(change);
  }

  private refusals(connector: string, externalId: string) {
    return this.deps
      .knex('connector_refusals')
      .where({ connector, external_id: externalId });
  }
}

const REFUSALS = new Set([
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'UnprocessableEntityError',
]);

/** Whether a message is at fault, and would be no other if it came again. */
export function isRefusal(error: unknown): boolean {
  return REFUSALS.has((error as Error).name);
}

function unknownTicket({ externalId, ticketId }: IncomingTicket): Error {
  return new NotFoundError(
    `the ticket "${
      externalId ?? ticketId ?? ''
    }" is not known here; to have it taken in, say in "opens" of which kind it is and which service it is about`,
  );
}

function changes(before: StoredTicket, after: StoredTicket): string[] {
  const old = fieldsOf(before);
  return Object.entries(fieldsOf(after))
    .filter(([field, value]) => value !== old[field as keyof TicketFields])
    .map(([field]) => field);
}

async function find(
  knex: Knex,
  connector: string,
  { ticketId, externalId }: IncomingTicket,
): Promise<ExchangeRow | undefined> {
  const query = knex('connector_tickets').where({ connector });
  if (ticketId) return query.where('ticket_id', ticketId).first();
  return query.where('external_id', externalId ?? '').first();
}
