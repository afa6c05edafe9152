import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  IncidentReport,
  ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import {
  databaseNow,
  fromJson,
  type Lease,
  Leases,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { instant } from './presentTicket';
import type { TicketFollower } from './TicketFollowers';
import type { StoredTicket } from './types';

/** By which service levels know incidents of this desk. */
export const INCIDENT_SOURCE = 'service-requests';

type ReportRow = {
  ticket_id: string;
  revision: number;
  body: string;
  state: 'pending' | 'told' | 'refused';
  problem: string | null;
  attempts: number;
  next_at: number | string;
};

const LEASE = 'incident-reports';
const AT_ONCE = 50;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * Incidents on their way to service levels, where response and restoration times
 * are counted. Each revision that means something there is stored with the change
 * that made it, and told in their order: one replica at a time, under a lease,
 * tells a revision again and again until service levels have it. The revision
 * makes it count once, and service levels that are down or not installed get
 * everything when they are there.
 */
export class IncidentReports implements TicketFollower {
  private constructor(
    private readonly deps: {
      knex: Knex;
      leases: Leases;
      levels: () => Promise<ServiceLevelsClient>;
      logger: LoggerService;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    leases: Leases;
    levels: () => Promise<ServiceLevelsClient>;
    logger: LoggerService;
  }): IncidentReports {
    return new IncidentReports(deps);
  }

  async follow(trx: Knex.Transaction, ticket: StoredTicket): Promise<void> {
    if (ticket.kind !== 'incident') return;
    const { revision, ...report } = reportOf(ticket);
    const last: ReportRow | undefined = await trx('incident_reports')
      .where('ticket_id', ticket.id)
      .orderBy('revision', 'desc')
      .first();
    const { revision: _, ...before } = last
      ? fromJson<IncidentReport>(last.body)
      : { revision: 0 };
    if (JSON.stringify(before) === JSON.stringify(report)) return;
    await trx('incident_reports').insert({
      ticket_id: ticket.id,
      revision,
      body: JSON.stringify({ revision, ...report }),
      state: 'pending',
      attempts: 0,
      next_at: databaseNow(trx),
    });
  }

  /** Tells what is due; never throws. */
  async tell(): Promise<void> {
    const { leases, logger } = this.deps;
    try {
      await leases.run(LEASE, lease => this.tellAll(lease));
    } catch (error) {
      logger.warn(`Incidents could not be told to service levels: ${error}`);
    }
  }

  private async tellAll(lease: Lease): Promise<void> {
    const { knex } = this.deps;
    for (;;) {
      // Of each incident the oldest: a later one waits until it has been told.
      const rows: ReportRow[] = await knex('incident_reports as report')
        .where('report.state', 'pending')
        .where('report.next_at', '<=', databaseNow(knex))
        .whereNotExists(
          knex('incident_reports as earlier')
            .whereRaw('earlier.ticket_id = report.ticket_id')
            .whereRaw('earlier.revision < report.revision')
            .where('earlier.state', 'pending'),
        )
        .orderBy(['report.next_at', 'report.ticket_id'])
        .limit(AT_ONCE)
        .select('report.*');
      if (rows.length === 0) return;
      for (const row of rows) {
        if (!(await lease.renew())) return;
        await this.tellOne(row);
      }
    }
  }

  private async tellOne(row: ReportRow): Promise<void> {
    try {
      const client = await this.deps.levels();
      await client.PUT('/incidents/{source}/{incidentId}', {
        params: {
          path: { source: INCIDENT_SOURCE, incidentId: row.ticket_id },
        },
        body: fromJson<IncidentReport>(row.body),
      });
      await this.update(row, { state: 'told', problem: null });
    } catch (error) {
      await this.keep(row, error);
    }
  }

  private async keep(row: ReportRow, error: unknown): Promise<void> {
    const { knex, logger } = this.deps;
    const status = (error as { statusCode?: number }).statusCode ?? 503;
    const isMissing = isNotInstalled(error);
    if (!isMissing && (status === 400 || status === 409 || status === 422)) {
      // It will never be taken; what comes after it may be.
      logger.error(`Service levels refuse an incident's revision: ${error}`);
      await this.update(row, { state: 'refused', problem: String(error) });
      return;
    }
    const pause = isMissing
      ? LONGEST_PAUSE_MS
      : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** row.attempts);
    await this.update(row, {
      problem: isMissing ? 'not installed' : String(error),
      attempts: Math.min(row.attempts + 1, 20),
      next_at: databaseNow(knex, pause) as unknown as number,
    });
  }

  private async update(
    { ticket_id, revision }: ReportRow,
    change: Partial<ReportRow>,
  ): Promise<void> {
    await this.deps
      .knex('incident_reports')
      .where({ ticket_id, revision, state: 'pending' })
      .update(change);
  }
}

/** What service levels have to know of an incident. */
function reportOf(ticket: StoredTicket): IncidentReport {
  return {
    revision: ticket.revision,
    subjectRef: ticket.environmentRef ?? ticket.serviceRef,
    ...(ticket.customerRef && { customerRef: ticket.customerRef }),
    incidentClass: ticket.incidentClass!,
    title: ticket.title,
    reportedAt: instant(ticket.reportedAt)!,
    ...(ticket.respondedAt && { respondedAt: instant(ticket.respondedAt) }),
    ...(ticket.restoredAt && { restoredAt: instant(ticket.restoredAt) }),
    ...(ticket.outageFrom && {
      outage: {
        from: instant(ticket.outageFrom)!,
        ...(ticket.restoredAt && { to: instant(ticket.restoredAt) }),
      },
    }),
    withdrawn: ticket.state === 'withdrawn',
  };
}
