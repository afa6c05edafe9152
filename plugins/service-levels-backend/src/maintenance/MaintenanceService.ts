import { randomUUID } from 'node:crypto';
import {
  type MaintenanceAnnouncement,
  maintenanceAnnouncePermission,
  maintenanceObjectPermission,
  maintenanceReadPermission,
  type MaintenanceTerms,
  type MaintenanceWindow,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type AuditEntry,
  type Caller,
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  notFound,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  type Access,
  commitmentResource,
  type Decisions,
} from '../authorization';
import {
  type CommitmentRow,
  type CommitmentStore,
  filterCommitments,
  type ScopeFilter,
  toCommitment,
  type Commitment,
} from '../commitments';
import type { FactLog } from '../facts';
import {
  readInterval,
  readOptionalInstant,
  toInstant,
  toInterval,
} from '../instants';
import type { MaintenanceStore } from './MaintenanceStore';
import { judgeWindow } from '../attainment';
import { exportWindows } from '../calendars';
import type { Objection, StoredWindow } from './types';

const PERMISSIONS = [maintenanceReadPermission, maintenanceObjectPermission];
const DAY_S = 86_400;
const LONGEST_S = 31 * DAY_S;
const FURTHEST_S = 2 * 366 * DAY_S;

/** Query of `GET /maintenance-windows`. */
export type MaintenanceFilter = ScopeFilter & {
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
};

/** A window that comes again, as the calendars have it. */
export type RecurringWindow = Pick<
  StoredWindow,
  'id' | 'subjectRefs' | 'fromS' | 'toS' | 'impact' | 'titles'
> & { calendar: string };

/** What agreements and calendars say, as read at one moment. */
export type AgreedMaintenance = {
  /** The terms that hold for a commitment at an instant; absent: none does. */
  termsOf: (
    commitment: Commitment,
    atS: number,
  ) => { maintenance?: MaintenanceTerms; timeZone: string } | undefined;
  /** The recurring windows of commitments in an interval. */
  recurring: (
    commitments: Commitment[],
    interval: { fromS: number; toS: number },
  ) => RecurringWindow[];
};

/** What the caller may see, and by which agreements. */
type Seen = {
  rows: CommitmentRow[];
  decisions: Decisions;
  agreed: AgreedMaintenance;
};

/** Maintenance windows as somebody may see, announce and object to them. */
export class MaintenanceService {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      windows: MaintenanceStore;
      /** Read before a transaction: SQLite has one connection. */
      agreed: () => Promise<AgreedMaintenance>;
      idempotency: IdempotencyStore;
      facts: FactLog;
      nowS: () => number;
    },
  ) {}

  static create(
    deps: Omit<MaintenanceService['deps'], 'nowS'> & { nowS?: () => number },
  ): MaintenanceService {
    return new MaintenanceService({
      nowS: () => Math.floor(Date.now() / 1000),
      ...deps,
    });
  }

  /** Next first; without limits from now for ninety days. */
  async list(
    caller: Caller,
    filter: MaintenanceFilter,
  ): Promise<{ items: MaintenanceWindow[] }> {
    const { access, commitments, windows, agreed, nowS } = this.deps;
    const fromS = readOptionalInstant(filter.from, 'from') ?? nowS();
    const toS = readOptionalInstant(filter.to, 'to') ?? fromS + 90 * DAY_S;
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
    const seen = { rows, decisions, agreed: await agreed() };
    const subjects = rows.map(row => row.subject_ref);
    const single = await windows.within(subjects, { fromS, toS });
    const recurring = seen.agreed.recurring(rows.map(toCommitment), {
      fromS,
      toS,
    });
    const items = [
      ...single.map(window => this.present(window, seen, caller)),
      ...recurring.map(window => this.presentRecurring(window)),
    ];
    items.sort((a, b) => (a.interval.from < b.interval.from ? -1 : 1));
    return { items };
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
      .map(({ id, interval, impact, titles, description }) => ({
        id,
        impact,
        titles,
        description,
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
    return this.present(window, seen, caller);
  }

  async announce(
    caller: UserCaller,
    wanted: MaintenanceAnnouncement,
    key: string,
  ): Promise<StoredAnswer<MaintenanceWindow>> {
    const { access, idempotency, windows, commitments } = this.deps;
    const answer = await idempotency.once(
      {
        actor: caller.ref,
        key,
        route: 'POST /maintenance-windows',
        body: wanted,
      },
      async () => {
        await access.require(caller, maintenanceAnnouncePermission);
        if (!caller.party.isItServiceProvider) {
          throw notAllowed(
            'maintenance is announced by the IT service provider',
          );
        }
        const window = this.read(caller, wanted);
        const rows = await commitments.ofSubjects(window.subjectRefs);
        const known = new Set(rows.map(row => row.subject_ref));
        const unknown = window.subjectRefs.findIndex(ref => !known.has(ref));
        if (unknown >= 0) {
          throw invalidField(
            `subjectRefs[${unknown}]`,
            'has-agreement',
            'is not the subject of any agreement; see GET /service-levels for those that are',
          );
        }
        const decisions = await access.decide(caller, PERMISSIONS);
        const agreed = await this.deps.agreed();
        return { window, seen: { rows, decisions, agreed } };
      },
      async (trx, { window, seen }) => {
        await windows.insert(trx, window);
        await this.note(trx, window.id, {
          actor: caller.ref,
          action: 'maintenance-announce',
          objectRef: `maintenance-window:${window.id}`,
          details: { subjectRefs: window.subjectRefs },
        });
        return { status: 201, response: this.present(window, seen, caller) };
      },
    );
    if (!answer.repeated) this.deps.facts.tell('maintenance');
    return answer;
  }

  /** Only before it has begun: what has happened cannot be taken back. */
  async withdraw(
    caller: UserCaller,
    id: string,
    body: { reason: string },
    key: string,
  ): Promise<MaintenanceWindow> {
    return this.change(caller, id, {
      key,
      verb: 'withdrawal',
      body,
      check: async () => {
        await this.deps.access.require(caller, maintenanceAnnouncePermission);
        if (!caller.party.isItServiceProvider) {
          throw notAllowed('only the IT service provider may withdraw it');
        }
      },
      apply: async (trx, window) => {
        this.requireAhead(window, 'withdrawn');
        await this.deps.windows.withdraw(trx, id, {
          atS: this.deps.nowS(),
          reason: body.reason,
        });
      },
    });
  }

  /** As the agreement grants it, until its term ends. */
  async object(
    caller: UserCaller,
    id: string,
    body: { commitmentId: string; reason: string },
    key: string,
  ): Promise<MaintenanceWindow> {
    return this.change(caller, id, {
      key,
      verb: 'objection',
      body,
      apply: async (trx, window, { rows, decisions, agreed }) => {
        const row = rows.find(({ id: rowId }) => rowId === body.commitmentId);
        if (!row) {
          throw invalidField(
            'commitmentId',
            'concerned',
            'is not one of yours that this window concerns',
          );
        }
        const may = decisions.allow(
          maintenanceObjectPermission,
          commitmentResource(row),
          'object',
        );
        if (!may) throw notAllowed('only the agency may object');
        this.requireAhead(window, 'objected to');
        const atS = this.deps.nowS();
        const { objectionUntilS } = judge(
          window,
          agreed.termsOf(toCommitment(row), window.fromS),
        );
        if (objectionUntilS === undefined) {
          throw conflict('the agreement grants no right to object');
        }
        if (atS > objectionUntilS) {
          throw conflict(
            `the agreement allows objections until ${toInstant(
              objectionUntilS,
            )}, which is over`,
          );
        }
        await this.deps.windows.object(trx, id, {
          commitmentId: row.id,
          by: caller.ref,
          atS,
          reason: body.reason,
        });
      },
    });
  }

  private async change(
    caller: UserCaller,
    id: string,
    wish: {
      key: string;
      verb: string;
      body: unknown;
      check?: () => Promise<void>;
      apply: (
        trx: Knex.Transaction,
        window: StoredWindow,
        seen: Seen,
      ) => Promise<void>;
    },
  ): Promise<MaintenanceWindow> {
    const { idempotency, windows, facts } = this.deps;
    const { key, verb, body } = wish;
    const route = `POST /maintenance-windows/${id}/${verb}`;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, key, route, body },
      async () => {
        const { seen } = await this.visible(caller, id);
        await wish.check?.();
        return seen;
      },
      async (trx, seen) => {
        const before = await windows.lock(trx, id);
        if (!before) throw notFound('maintenance window', id);
        await wish.apply(trx, before, seen);
        await this.note(trx, id, {
          actor: caller.ref,
          action: `maintenance-${verb}`,
          objectRef: `maintenance-window:${id}`,
        });
        const after = await windows.get(id, trx);
        return {
          status: 200,
          response: this.present(after ?? before, seen, caller),
        };
      },
    );
    if (!repeated) facts.tell('maintenance');
    return response;
  }

  private requireAhead(window: StoredWindow, what: string): void {
    if (window.withdrawnS !== undefined) {
      throw conflict('the maintenance window is withdrawn already');
    }
    if (window.fromS <= this.deps.nowS()) {
      throw conflict(
        `the maintenance window began at ${toInstant(
          window.fromS,
        )} and cannot be ${what} any more`,
      );
    }
  }

  private note(trx: Knex.Transaction, id: string, entry: AuditEntry) {
    return this.deps.facts.note(trx, { kind: 'maintenance', id }, entry);
  }

  private read(
    caller: UserCaller,
    wanted: MaintenanceAnnouncement,
  ): StoredWindow {
    const nowS = this.deps.nowS();
    const { fromS, toS } = readInterval(wanted);
    if (toS === undefined) throw new Error('the document requires an end');
    if (fromS <= nowS) {
      throw invalidField(
        'from',
        'future',
        'must be in the future: what has begun cannot be announced; report an outage instead',
      );
    }
    if (toS - fromS > LONGEST_S || toS - nowS > FURTHEST_S) {
      throw invalidField(
        'to',
        'range',
        'must be at most 31 days after from, and at most two years ahead',
      );
    }
    if (!wanted.titles.en?.trim() || !wanted.titles.de?.trim()) {
      throw invalidField(
        'titles',
        'languages',
        'must have a title in English (en) and in German (de)',
      );
    }
    return {
      id: randomUUID(),
      subjectRefs: [
        ...new Set(
          wanted.subjectRefs.map(ref => ref.toLocaleLowerCase('en-US')),
        ),
      ].sort(),
      fromS,
      toS,
      impact: wanted.impact,
      titles: wanted.titles,
      description: wanted.description,
      announcedS: nowS,
      announcedBy: caller.ref,
      objections: [],
    };
  }

  private async visible(
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
    const agreed = await this.deps.agreed();
    return { window, seen: { rows, decisions, agreed } };
  }

  /** Of subjects and objections only what the caller may see. */
  private present(
    window: StoredWindow,
    { rows, decisions, agreed }: Seen,
    caller: Caller,
  ): MaintenanceWindow {
    const nowS = this.deps.nowS();
    const concerned = rows.filter(row =>
      window.subjectRefs.includes(row.subject_ref),
    );
    const subjects = new Set(concerned.map(row => row.subject_ref));
    const standings = concerned.map(row =>
      presentStanding(
        window,
        row.id,
        agreed.termsOf(toCommitment(row), window.fromS),
      ),
    );
    const ahead = window.withdrawnS === undefined && window.fromS > nowS;
    const mayObject = concerned.some(
      (row, at) =>
        isOpen(standings[at], nowS) &&
        decisions.allow(
          maintenanceObjectPermission,
          commitmentResource(row),
          'object',
        ),
    );
    const provider = caller.type === 'user' && caller.party.isItServiceProvider;
    return {
      id: window.id,
      recurring: false,
      subjectRefs: window.subjectRefs.filter(ref => subjects.has(ref)),
      interval: toInterval(window.fromS, window.toS),
      impact: window.impact,
      titles: window.titles,
      description: window.description,
      announcedAt: toInstant(window.announcedS),
      announcedBy: window.announcedBy,
      state: stateOf(window, nowS),
      commitments: standings,
      deeds: [
        ...(ahead && provider ? (['withdraw'] as const) : []),
        ...(ahead && mayObject ? (['object'] as const) : []),
      ],
    };
  }

  private presentRecurring(window: RecurringWindow): MaintenanceWindow {
    return {
      id: window.id,
      recurring: true,
      subjectRefs: window.subjectRefs,
      calendar: window.calendar,
      interval: toInterval(window.fromS, window.toS),
      impact: window.impact,
      titles: window.titles,
      state: stateOf(window, this.deps.nowS()),
      commitments: [],
      deeds: [],
    };
  }
}

function presentStanding(
  window: StoredWindow,
  commitmentId: string,
  terms: ReturnType<AgreedMaintenance['termsOf']>,
): MaintenanceWindow['commitments'][number] {
  const objection = window.objections.find(
    one => one.commitmentId === commitmentId,
  );
  const standing = judge(window, terms, objection);
  return {
    commitmentId,
    counts: standing.counts && window.withdrawnS === undefined,
    noticeSeconds: standing.noticeSeconds,
    requiredNoticeSeconds: standing.requiredNoticeSeconds,
    ...(standing.objectionUntilS !== undefined && {
      objectionUntil: toInstant(standing.objectionUntilS),
    }),
    ...(objection && {
      objection: {
        by: objection.by,
        at: toInstant(objection.atS),
        reason: objection.reason,
      },
    }),
  };
}

function judge(
  window: StoredWindow,
  terms: ReturnType<AgreedMaintenance['termsOf']>,
  objection?: Objection,
) {
  return judgeWindow(
    { ...window, objectedS: objection?.atS },
    terms?.maintenance,
    terms?.timeZone ?? 'UTC',
  );
}

function isOpen(
  standing: MaintenanceWindow['commitments'][number],
  nowS: number,
): boolean {
  return (
    standing.objection === undefined &&
    standing.objectionUntil !== undefined &&
    standing.objectionUntil >= toInstant(nowS)
  );
}

function stateOf(
  window: Pick<StoredWindow, 'fromS' | 'toS' | 'withdrawnS'>,
  nowS: number,
): MaintenanceWindow['state'] {
  if (window.withdrawnS !== undefined) return 'withdrawn';
  if (window.toS <= nowS) return 'over';
  return window.fromS <= nowS ? 'running' : 'announced';
}
