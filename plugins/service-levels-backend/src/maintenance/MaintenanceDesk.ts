import {
  type MaintenanceAnnouncement,
  maintenanceAnnouncePermission,
  maintenanceObjectPermission,
  type MaintenanceWindow,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type AuditEntry,
  conflict,
  type IdempotencyStore,
  invalidField,
  notAllowed,
  requireReason,
  notFound,
  type StoredAnswer,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, commitmentResource } from '../authorization';
import { type CommitmentStore, toCommitment } from '../commitments';
import type { FactLog } from '../facts';
import { toInstant } from '../instants';
import type { NoticeOutbox } from '../notices';
import type { MaintenanceReader } from './MaintenanceReader';
import type { MaintenanceStore } from './MaintenanceStore';
import { judge, presentWindow, type Seen } from './presentWindow';
import { readAnnouncement } from './readAnnouncement';
import type { StoredWindow } from './types';

/** Windows are announced and withdrawn by the provider, and objected to by the customer. */
export class MaintenanceDesk {
  private constructor(
    private readonly deps: {
      access: Access;
      commitments: CommitmentStore;
      windows: MaintenanceStore;
      reader: MaintenanceReader;
      idempotency: IdempotencyStore;
      facts: FactLog;
      notices: NoticeOutbox;
      nowS: () => number;
    },
  ) {}

  static create(deps: MaintenanceDesk['deps']): MaintenanceDesk {
    return new MaintenanceDesk(deps);
  }

  async announce(
    caller: UserCaller,
    wanted: MaintenanceAnnouncement,
    key: string,
  ): Promise<StoredAnswer<MaintenanceWindow>> {
    const { access, idempotency, windows, commitments, reader, nowS } =
      this.deps;
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
        const window = readAnnouncement(wanted, {
          by: caller.ref,
          nowS: nowS(),
        });
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
        return { window, seen: await reader.seen(caller, rows) };
      },
      async (trx, { window, seen }) => {
        await windows.insert(trx, window);
        await this.note(trx, window.id, {
          actor: caller.ref,
          action: 'maintenance-announce',
          objectRef: `maintenance-window:${window.id}`,
          details: { subjectRefs: window.subjectRefs },
        });
        await this.deps.notices.queue(trx, `maintenance ${window.id}`, {
          kind: 'maintenance',
          windowId: window.id,
        });
        return { status: 201, response: presentWindow(window, seen, nowS()) };
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
        requireReason(body.reason);
        await this.deps.windows.withdraw(trx, id, {
          atS: this.deps.nowS(),
          reason: body.reason,
        });
        await this.deps.notices.queue(trx, `maintenance ${id} withdrawn`, {
          kind: 'maintenance',
          windowId: id,
          withdrawnReason: body.reason,
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
        requireReason(body.reason);
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
        const { seen } = await this.deps.reader.visible(caller, id);
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
          response: presentWindow(after ?? before, seen, this.deps.nowS()),
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
}
