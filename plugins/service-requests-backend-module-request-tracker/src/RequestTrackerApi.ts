import { TicketRefusedError } from '@dualcloud/backstage-plugin-service-requests-node';
import { z } from 'zod';
import type { Settings } from './settings';

const TIMEOUT_MS = 20_000;
const PER_PAGE = 100;

const link = z.object({ id: z.coerce.string() });

const ticketSchema = z.object({
  id: z.coerce.string(),
  Subject: z.string().nullish(),
  Status: z.string(),
  Queue: link,
  CustomFields: z
    .array(z.object({ name: z.string(), values: z.array(z.string()) }))
    .nullish(),
  _hyperlinks: z.array(
    z.object({ ref: z.string(), _url: z.string().nullish() }),
  ),
});

const transactionSchema = z.object({
  id: z.coerce.number(),
  Type: z.string(),
  Field: z.string().nullish(),
  Data: z.string().nullish(),
  ObjectId: z.coerce.string().nullish(),
  Creator: link,
});

const attachmentSchema = z.object({
  ContentType: z.string().nullish(),
  Content: z.string().nullish(),
});

/** How many there are in all it tells nobody but superusers. */
const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item) });

/** A ticket as Request Tracker has it. */
export type RtTicket = z.infer<typeof ticketSchema> & {
  /** For a change that is refused if somebody else was quicker. */
  etag?: string;
};

/** What was done to a ticket. */
export type RtTransaction = z.infer<typeof transactionSchema>;

/** Comments are RT's internal notes, and stay there. */
const READ_TYPES = ['Create', 'Correspond', 'CustomField', 'Set', 'Status'];

const TRANSACTION_FIELDS = 'Type,Field,Data,ObjectId,Creator';

/** The part of Request Tracker's REST 2.0 API that tickets need. */
export class RequestTrackerApi {
  constructor(
    private readonly settings: Pick<Settings, 'url' | 'authorization'>,
  ) {}

  /** @returns undefined if there is none that the user may see */
  async ticket(id: string): Promise<RtTicket | undefined> {
    const answer = await this.send('GET', `/ticket/${Number(id)}`);
    if ([403, 404].includes(answer.status)) return undefined;
    return {
      ...ticketSchema.parse(await read(answer)),
      etag: answer.headers.get('etag') ?? undefined,
    };
  }

  /** The oldest ticket that refers to something. */
  async ticketThatRefersTo(uri: string): Promise<string | undefined> {
    const found = await this.list(page(link), '/tickets', {
      query: `RefersTo = '${uri}'`,
      orderby: 'id',
      order: 'ASC',
      per_page: '1',
    });
    return found.items[0]?.id;
  }

  /** @returns its id */
  async create(ticket: object): Promise<string> {
    const answer = await this.send('POST', '/ticket', { body: ticket });
    return link.parse(await read(answer)).id;
  }

  /**
   * Changes a ticket that has not changed since it was read.
   * @returns what Request Tracker says about each change, also of one that it did not make
   */
  async change({ id, etag }: RtTicket, change: object): Promise<string[]> {
    const answer = await this.send('PUT', `/ticket/${id}`, {
      body: change,
      headers: etag ? { 'If-Match': etag } : {},
    });
    if (answer.status === 412) {
      throw new Error('somebody changed the ticket in the same moment');
    }
    return z.array(z.string()).parse(await read(answer));
  }

  /** Says something that everybody about the ticket may read. */
  async correspond(
    id: string,
    { subject, text }: { subject: string; text: string },
  ): Promise<void> {
    const answer = await this.send('POST', `/ticket/${id}/correspond`, {
      body: { Subject: subject, Content: text, ContentType: 'text/plain' },
    });
    await read(answer);
  }

  /** How a ticket began and what was said about it since, first to last. */
  async conversation(ticketId: string): Promise<RtTransaction[]> {
    const all: RtTransaction[] = [];
    for (;;) {
      const some = await this.transactions(
        `ObjectId = ${Number(
          ticketId,
        )} AND (Type = 'Create' OR Type = 'Correspond')`,
        all[all.length - 1]?.id ?? 0,
      );
      if (some.length === 0) return all;
      all.push(...some);
    }
  }

  /** What was done to tickets of some queues after a transaction, first to last; some of it at a time. */
  async transactionsAfter(
    id: number,
    queues: readonly string[],
  ): Promise<RtTransaction[]> {
    return this.transactions(ofQueues(queues), id);
  }

  /** Id of the newest transaction of some queues; 0 if there is none. */
  async newestTransaction(queues: readonly string[]): Promise<number> {
    const found = await this.list(page(link), '/transactions', {
      query: `ObjectType = 'RT::Ticket' AND ${ofQueues(queues)}`,
      orderby: 'id',
      order: 'DESC',
      per_page: '1',
    });
    return Number(found.items[0]?.id ?? 0);
  }

  /** What was said, as plain text. */
  async textOf(transactionId: number): Promise<string> {
    const { items } = await this.list(
      page(attachmentSchema),
      `/transaction/${transactionId}/attachments`,
      { fields: 'ContentType,Content' },
    );
    const ofType = (type: string) =>
      items.find(one => one.ContentType === type && one.Content)?.Content;
    const html = ofType('text/html');
    return (ofType('text/plain') ?? (html ? withoutTags(html) : '')).trim();
  }

  /** Id of the queue of a name. */
  async queue(name: string): Promise<string> {
    const answer = await this.send('GET', `/queue/${encodeURIComponent(name)}`);
    if ([403, 404].includes(answer.status)) {
      throw new Error(
        `Request Tracker has no queue "${name}" that the portal's user may see`,
      );
    }
    return link.parse(await read(answer)).id;
  }

  private async transactions(
    where: string,
    after: number,
  ): Promise<RtTransaction[]> {
    const found = await this.list(page(transactionSchema), '/transactions', {
      query: `ObjectType = 'RT::Ticket' AND ${where} AND id > ${after}`,
      fields: TRANSACTION_FIELDS,
      orderby: 'id',
      order: 'ASC',
    });
    return found.items;
  }

  private async list<T extends z.ZodType>(
    schema: T,
    path: string,
    query: Record<string, string>,
  ): Promise<z.infer<T>> {
    const all = new URLSearchParams({ per_page: String(PER_PAGE), ...query });
    const answer = await this.send('GET', `${path}?${all}`);
    return schema.parse(await read(answer));
  }

  private async send(
    method: string,
    path: string,
    { body, headers }: { body?: object; headers?: object } = {},
  ): Promise<Response> {
    return fetch(`${this.settings.url}/REST/2.0${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        Authorization: this.settings.authorization,
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
  }
}

/** @throws TicketRefusedError where another try would not help */
async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  const reason = `Request Tracker answers ${answer.status}: ${text.slice(
    0,
    300,
  )}`;
  throw [400, 403, 404, 409, 422].includes(answer.status)
    ? new TicketRefusedError(reason)
    : new Error(reason);
}

/**
 * Only what the portal reads: what its user may not see is left out of a page
 * afterwards, and a page of nothing else would look like the end.
 */
function ofQueues(names: readonly string[]): string {
  const queues = names.map(
    name => `TicketQueue = '${name.replace(/[\\']/g, '\\$&')}'`,
  );
  const types = READ_TYPES.map(type => `Type = '${type}'`);
  return `(${queues.join(' OR ')}) AND (${types.join(' OR ')})`;
}

function withoutTags(html: string): string {
  const words: Record<string, string> = { lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/<(br|\/p|\/div|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot);/g, (_, name: string) => words[name])
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
}
