import type {
  OutgoingTicket,
  PushedTicket,
  TicketFields,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { TicketRefusedError } from '@dualcloud/backstage-plugin-service-requests-node';
import { FieldMap } from './FieldMap';
import { referenceTo, referredTicket } from './reference';
import type { RequestTrackerApi, RtTicket } from './RequestTrackerApi';
import type { Settings } from './settings';

/** What is said about a ticket, under a subject that nothing else has. */
type Saying = { subject: string; text: string };

const TITLES: Partial<Record<keyof TicketFields, string>> = {
  description: 'Description',
  incidentClass: 'Class',
  workaround: 'Workaround',
  resolution: 'Resolution',
};

/** Writes our tickets into Request Tracker. */
export class TicketWriter {
  private readonly fields: FieldMap;

  constructor(
    private readonly api: RequestTrackerApi,
    private readonly settings: Settings,
  ) {
    this.fields = new FieldMap(settings);
  }

  /** @throws TicketRefusedError that says what Request Tracker did not do */
  async write(message: OutgoingTicket): Promise<PushedTicket> {
    const known = message.externalId ?? (await this.find(message));
    const id = known ?? (await this.create(message));
    const ticket = await this.api.ticket(id);
    if (!ticket) {
      throw new TicketRefusedError(
        `Request Tracker has no ticket ${id} any more that the portal's user may see`,
      );
    }
    const conflicts = await this.change(ticket, message);
    await this.say(id, message);
    return { externalId: id, conflicts };
  }

  /** Created in vain: nobody heard of it. */
  private async find({
    ticketId,
  }: OutgoingTicket): Promise<string | undefined> {
    return this.api.ticketThatRefersTo(referenceTo(ticketId));
  }

  private async create(message: OutgoingTicket): Promise<string> {
    const { kind, ticketId, number, fields } = message;
    const about = [
      number,
      message.serviceRef,
      message.customerRef,
      message.reporterName,
      fields.incidentClass,
    ];
    return this.api.create({
      Queue: this.settings.queues[kind],
      Subject: fields.title ?? number,
      Content: `${fields.description ?? ''}\n\n-- \n${about
        .filter(Boolean)
        .join(' · ')}\n`,
      ContentType: 'text/plain',
      RefersTo: referenceTo(ticketId),
    });
  }

  /** @returns fields that somebody there has changed too, and that stay as they are */
  private async change(
    ticket: RtTicket,
    { kind, ticketId, fields, known }: OutgoingTicket,
  ): Promise<Partial<TicketFields>> {
    const conflicts: Partial<Record<keyof TicketFields, string>> = {};
    const wanted = new Map<keyof TicketFields, string>();
    for (const [name, value] of Object.entries(fields)) {
      const field = name as keyof TicketFields;
      if (!this.fields.hasHome(field)) continue;
      const ours = this.fields.toRt(kind, field, value);
      const theirs = this.fields.valueIn(ticket, field);
      const before = known[field];
      const wasThere =
        before === undefined ? '' : this.fields.toRt(kind, field, before);
      if (isSame(ours, theirs)) continue;
      const isTheirs =
        !isSame(theirs, wasThere) && !this.fields.isGiven(field, before);
      if (isTheirs) {
        conflicts[field] = this.fields.toPortal(kind, field, theirs);
      } else {
        wanted.set(field, ours);
      }
    }
    const refers = referredTicket(ticket) !== undefined;
    if (wanted.size > 0 || !refers) {
      const said = await this.api.change(ticket, {
        ...this.fields.changeOf(wanted),
        ...(!refers && { AddRefersTo: referenceTo(ticketId) }),
      });
      await this.requireTaken(ticket.id, wanted, said);
    }
    return conflicts as Partial<TicketFields>;
  }

  /** Request Tracker answers 200 also for what it did not do. */
  private async requireTaken(
    id: string,
    wanted: Map<keyof TicketFields, string>,
    said: string[],
  ): Promise<void> {
    const ticket = await this.api.ticket(id);
    for (const [field, value] of wanted) {
      if (ticket && isSame(this.fields.valueIn(ticket, field), value)) continue;
      throw new TicketRefusedError(
        `Request Tracker did not take ${field} "${value.slice(
          0,
          60,
        )}": ${said.join(
          '; ',
        )}. Look at the lifecycle, the custom fields and the rights of the portal's user`,
      );
    }
  }

  private async say(id: string, message: OutgoingTicket): Promise<void> {
    const sayings = this.sayings(message);
    if (sayings.length === 0) return;
    const said = new Set(
      (await this.api.conversation(id)).map(({ Data }) => Data?.trim()),
    );
    for (const saying of sayings) {
      if (!said.has(saying.subject)) await this.api.correspond(id, saying);
    }
  }

  private sayings(message: OutgoingTicket): Saying[] {
    const { number, messageId, fields, remarks, externalId } = message;
    const homeless = Object.entries(fields)
      .filter(([name]) => !this.fields.hasHome(name as keyof TicketFields))
      // A new ticket begins with them.
      .filter(
        ([name]) =>
          externalId || !['description', 'incidentClass'].includes(name),
      )
      .map(([name, value]) => ({
        subject: `${number} ${name} ${messageId}`,
        text: `${TITLES[name as keyof TicketFields]}: ${value}`,
      }));
    const spoken = remarks.map(({ id, by, text }) => ({
      subject: `${number} #${id}`,
      text: `${by}: ${text}`,
    }));
    return [...homeless, ...spoken];
  }
}

function isSame(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n/g, '\n').trim();
  return plain(one) === plain(other);
}
