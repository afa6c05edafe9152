import { parseEntityRef } from '@backstage/catalog-model';
import {
  maintenanceAnnouncePermission,
  maintenanceObjectPermission,
  maintenanceReadPermission,
  type MaintenanceWindow,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  invalidField,
  notFound,
} from '@dualcloud/foundation-node';
import {
  type Access,
  commitmentResource,
  type Decisions,
} from '../authorization';
import { exportWindows } from '../calendars';
import {
  type CommitmentRow,
  type CommitmentStore,
  filterCommitments,
  type ScopeFilter,
  toCommitment,
} from '../commitments';
import { readOptionalInstant } from '../instants';
import type { AgreedMaintenance } from './agreed';
import { FURTHEST_S } from './limits';
import type { MaintenanceStore } from './MaintenanceStore';
import { presentRecurring, presentWindow, type Seen } from './presentWindow';
import type { StoredWindow } from './types';

const PERMISSIONS = [maintenanceReadPermission, maintenanceObjectPermission];
const SHOWN_S = 90 * 86_400;

/** Query of `GET /maintenance-windows`. */
export type MaintenanceFilter = ScopeFilter & {
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
};

/** Maintenance windows as somebody may see them. */
export class MaintenanceReader {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      windows: MaintenanceStore;
      agreed: () => Promise<AgreedMaintenance>;
      nowS: () => number;
    },
  ) {}

  static create(deps: MaintenanceReader['deps']): MaintenanceReader {
    return new MaintenanceReader(deps);
  }

  /** Next first; without limits from now for ninety days. */
  async list(
    caller: Caller,
    filter: MaintenanceFilter,
  ): Promise<{ items: MaintenanceWindow[]; mayAnnounce: boolean }> {
    const { access, commitments, windows, nowS } = this.deps;
    const fromS = readOptionalInstant(filter.from, 'from') ?? nowS();
    const toS = readOptionalInstant(filter.to, 'to') ?? fromS + SHOWN_S;
    if (toS <= fromS || toS - fromS > FURTHEST_S) {
      throw invalidField(
        'to',
        'range',
        'must be after from, and at most two years later',
      );
    }
    const decisions = await access.decide(caller, PERMISSIONS);
    const query = commitments.query();
    decisions.restrict(query, 'commitments', maintenanceReadPermission);
    filterCommitments(query, filter);
    const rows: CommitmentRow[] = await query.select('commitments.*');
    const seen = await this.seenOf(caller, rows, decisions);
    const subjects = rows.map(row => row.subject_ref);
    const single = await windows.within(subjects, { fromS, toS });
    const recurring = seen.agreed.recurring(rows.map(toCommitment), {
      fromS,
      toS,
    });
    const items = [
      ...single.map(window => presentWindow(window, seen, nowS())),
      ...recurring.map(window => presentRecurring(window, nowS())),
    ];
    items.sort((a, b) => (a.interval.from < b.interval.from ? -1 : 1));
    return { items, mayAnnounce: seen.mayAnnounce };
  }

  /** RFC 5545; withdrawn windows are left out. */
  async ical(
    caller: Caller,
    { lang = 'en', ...filter }: ScopeFilter & { lang?: string },
  ): Promise<string> {
    const { items } = await this.list(caller, filter);
    const stamp = this.deps.nowS();
    const windows = items
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id, interval, impact, titles, description, subjectRefs }) => ({
        id,
        impact,
        titles,
        description,
        subjects: subjectRefs.map(ref => parseEntityRef(ref).name),
        interval: [
          Date.parse(interval.from) / 1000,
          Date.parse(interval.to ?? interval.from) / 1000,
        ] as const,
      }));
    const title = lang === 'de' ? 'Wartungsfenster' : 'Maintenance windows';
    return exportWindows(windows, { title, stamp, language: lang });
  }

  async get(caller: Caller, id: string): Promise<MaintenanceWindow> {
    const { window, seen } = await this.visible(caller, id);
    return presentWindow(window, seen, this.deps.nowS());
  }

  /** @throws NotFoundError where it concerns nothing that the caller may see */
  async visible(
    caller: Caller,
    id: string,
  ): Promise<{ window: StoredWindow; seen: Seen }> {
    const { access, windows, commitments } = this.deps;
    const [window, decisions] = await Promise.all([
      windows.get(id),
      access.decide(caller, PERMISSIONS),
    ]);
    const all = window ? await commitments.ofSubjects(window.subjectRefs) : [];
    const rows = all.filter(row =>
      decisions.allow(
        maintenanceReadPermission,
        commitmentResource(row),
        'see',
      ),
    );
    if (!window || rows.length === 0) throw notFound('maintenance window', id);
    return { window, seen: await this.seenOf(caller, rows, decisions) };
  }

  /** Of commitments that concern subjects, whether the caller sees them or not. */
  async seen(caller: Caller, rows: CommitmentRow[]): Promise<Seen> {
    const decisions = await this.deps.access.decide(caller, PERMISSIONS);
    return this.seenOf(caller, rows, decisions);
  }

  /** Read before a transaction: SQLite has one connection. */
  private async seenOf(
    caller: Caller,
    rows: CommitmentRow[],
    decisions: Decisions,
  ): Promise<Seen> {
    const { access, agreed } = this.deps;
    return {
      rows,
      decisions,
      agreed: await agreed(),
      mayAnnounce:
        caller.type === 'user' &&
        caller.party.isItServiceProvider &&
        (await access.allows(caller, maintenanceAnnouncePermission)),
    };
  }
}
