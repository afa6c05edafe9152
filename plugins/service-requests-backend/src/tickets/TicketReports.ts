import { randomUUID } from 'node:crypto';
import {
  initialTicketState,
  type NewTicket,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { invalidField, notAllowed } from '@dualcloud/foundation-node';
import type { Answerer } from './Answerer';
import { readFaultSince } from './faultTimes';
import { readWindow } from './moveTicket';
import type { Reporter, TicketParties } from './TicketParties';
import type { Assigned, StoredTicket } from './types';

type Deps = {
  parties: TicketParties;
  answerer: Answerer;
  /** Group of the IT service provider. */
  group: string;
  now: () => number;
};

/** What is reported, by a person or by a connected ticket system. */
export class TicketReports {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketReports {
    return new TicketReports(deps);
  }

  /**
   * The ticket that somebody reports, not stored yet and without a number.
   * @throws InputError that names the field, NotAllowedError, NotFoundError
   */
  async prepare(reporter: Reporter, wish: NewTicket): Promise<StoredTicket> {
    const { parties, now } = this.deps;
    const { party } = reporter;
    const isBuilder =
      party.isItServiceProvider || party.softwareProviders.length > 0;
    if (wish.kind === 'problem' && !isBuilder) {
      throw notAllowed(
        'problems are recorded by the IT service provider and the software provider; report an incident',
      );
    }
    if ((wish.kind === 'incident') !== Boolean(wish.incidentClass)) {
      throw invalidField(
        'incidentClass',
        'incidents-only',
        'says how bad an incident is: every incident has one, and nothing else',
      );
    }
    const subject = await parties.find(reporter, wish);
    const { lane, stage, ...where } = subject;
    const at = now();
    const window = readWindow({ kind: wish.kind }, wish);
    const [title, description] = [wish.title.trim(), wish.description.trim()];
    requireTexts({ title, description });
    const state = initialTicketState(wish.kind);
    return {
      id: randomUUID(),
      number: '',
      kind: wish.kind,
      title,
      description,
      state: state.id,
      open: state.open,
      incidentClass: wish.incidentClass,
      ...where,
      ...window,
      reportedBy: reporter.ref,
      reporterName: wish.reporterName?.trim() || undefined,
      assigned: await this.assigned(wish, subject),
      reportedAt: at,
      faultSince: readFaultSince(wish.kind, wish.faultSince, at),
      revision: 1,
      createdAt: at,
      updatedAt: at,
    };
  }

  private async assigned(
    { kind, part }: NewTicket,
    subject: Parameters<Answerer['find']>[0],
  ): Promise<Assigned> {
    const { answerer, group } = this.deps;
    return kind === 'incident'
      ? answerer.find(subject, part)
      : { ref: group, why: 'usual' };
  }
}

/** @throws InputError unless each text says something */
export function requireTexts<T extends object>(texts: T): T {
  for (const [field, text] of Object.entries(texts)) {
    if (typeof text === 'string' && text.trim() === '') {
      throw invalidField(field, 'required', 'must say something');
    }
  }
  return texts;
}
