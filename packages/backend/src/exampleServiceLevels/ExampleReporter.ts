import type { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createServiceLevelsClient,
  type ReportSummary,
  type ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime } from 'luxon';
import { signInAs } from '../exampleData';
import type { LevelScenario } from './scenario';

type Reports = LevelScenario['reports'];
type Wanted = Reports['agreements'][number];

/** As many reports of one month as the example can have. */
const LIMIT = 100;

/**
 * Releases the year's reports and corrects some, signed in as one of the example
 * people and through the same API as anybody else. What is done already is seen in
 * the reports themselves, so it may be interrupted at any time.
 */
export class ExampleReporter {
  private constructor(
    private readonly client: ServiceLevelsClient,
    private readonly reports: Reports,
    /** The first of the running month. */
    private readonly running: DateTime,
  ) {}

  static async create(options: {
    discovery: DiscoveryService;
    scenario: LevelScenario;
    now: number;
  }): Promise<ExampleReporter> {
    const { discovery, scenario, now } = options;
    const { reports, timeZone } = scenario;
    const client = await createServiceLevelsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(reports.person, { discovery }),
    });
    return new ExampleReporter(
      client,
      reports,
      DateTime.fromMillis(now, { zone: timeZone }).startOf('month'),
    );
  }

  /** Whether something is agreed already about everything that is to be reported. */
  async isReady(): Promise<boolean> {
    const found = await this.of(0);
    return this.reports.agreements.every(({ agreement }) =>
      found.has(agreement),
    );
  }

  /**
   * Oldest first; months that are not settled yet are left out.
   * @returns how many reports were released
   */
  async release(): Promise<number> {
    let released = 0;
    for (let back = this.reports.monthsBack; back > 0; back -= 1) {
      const found = await this.of(back);
      for (const wanted of this.reports.agreements) {
        const report = found.get(wanted.agreement);
        if (report?.state !== 'draft' || back <= wanted.draftMonths) continue;
        if (await this.releaseOne(report, wanted, back)) released += 1;
      }
    }
    return released;
  }

  async correct(): Promise<void> {
    for (const one of this.reports.corrections) {
      const report = (await this.of(one.monthsAgo)).get(one.agreement);
      if (report?.version !== 1) continue;
      await this.client.POST('/service-reports/{reportId}/correction', {
        params: {
          path: { reportId: report.id },
          header: keyOf('correction', report.id),
        },
        body: { reason: one.reason, comment: one.comment },
      });
    }
  }

  private async releaseOne(
    { id }: ReportSummary,
    { comments }: Wanted,
    monthsAgo: number,
  ): Promise<boolean> {
    const path = { reportId: id };
    const { data } = await this.client.GET('/service-reports/{reportId}', {
      params: { path },
    });
    if (!data?.deeds.includes('release')) return false;
    const comment = comments.find(one => one.monthsAgo === monthsAgo)?.text;
    if (comment) {
      await this.client.PUT('/service-reports/{reportId}/comment', {
        params: { path },
        body: { comment },
      });
    }
    await this.client.POST('/service-reports/{reportId}/release', {
      params: { path, header: keyOf('release', id) },
    });
    return true;
  }

  /** The reports of a month by their agreement. */
  private async of(monthsAgo: number): Promise<Map<string, ReportSummary>> {
    const month = this.running.minus({ months: monthsAgo }).toFormat('yyyy-MM');
    const { data } = await this.client.GET('/service-reports', {
      params: { query: { month, limit: LIMIT } },
    });
    return new Map(data?.items.map(report => [report.agreement, report]));
  }
}

/** The same deed has the same key, so that it has one effect after a crash too. */
function keyOf(kind: string, id: string) {
  return { 'Idempotency-Key': `example-${kind}-${id}` };
}
