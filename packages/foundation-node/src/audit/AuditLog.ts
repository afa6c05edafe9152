import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseNow, isPostgres } from '../database';

/** One mutation. @public */
export type AuditEntry = {
  /** Entity ref of the user, or the service. */
  actor: string;
  /** Kebab case, for example `order-create`. */
  action: string;
  /** For example `environment:<id>`. */
  objectRef: string;
  /** Never a secret. */
  details?: JsonObject;
};

type AuditRow = {
  id: number | string;
  at: number | string;
  actor: string;
  action: string;
  object_ref: string;
  details: string;
};

const BATCH = 50;
/** Under load many are told of together, which costs little more than one. */
const PAUSE_MS = 100;

/**
 * Who did what. The row is part of the mutation's own transaction: there is no
 * effect without it, and it outlives any crash. The table is append-only; the
 * one column that changes says when Backstage's auditor was told.
 *
 * The auditor is a log and cannot be part of a transaction, so it is told
 * afterwards, driven by the rows that nobody has published yet. A row is held
 * while its event is written, and marked in the same transaction: two replicas
 * never publish the same row, and a row that a crashed process was about to
 * publish is published by the next one. Each event carries the row's id.
 * @public
 */
export class AuditLog {
  private publishing: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly knex: Knex,
    private readonly auditor: AuditorService,
    private readonly logger: LoggerService,
  ) {}

  /** Part of the mutation's transaction. */
  async append(trx: Knex.Transaction, entry: AuditEntry): Promise<void> {
    await trx('audit_log').insert({
      at: databaseNow(trx),
      actor: entry.actor,
      action: entry.action,
      object_ref: entry.objectRef,
      details: JSON.stringify(entry.details ?? {}),
    });
  }

  /** Tells the auditor what it has not been told. Never throws. */
  publish(): Promise<void> {
    if (this.publishing) {
      this.again = true;
      return this.publishing;
    }
    this.publishing = this.publishAll()
      .catch(error => {
        this.logger.warn(
          `Audit events could not be published and remain to be: ${error}`,
        );
      })
      .finally(() => {
        this.publishing = undefined;
      });
    return this.publishing;
  }

  private async publishAll(): Promise<void> {
    for (;;) {
      this.again = false;
      while ((await this.publishBatch()) === BATCH);
      if (!this.again) return;
      await pause(PAUSE_MS);
    }
  }

  private async publishBatch(): Promise<number> {
    return this.knex.transaction(async trx => {
      const query = trx('audit_log')
        .whereNull('published_at')
        .orderBy('id')
        .limit(BATCH);
      if (isPostgres(trx)) query.forUpdate().skipLocked();
      const rows: AuditRow[] = await query;
      if (rows.length === 0) return 0;
      for (const row of rows) {
        const event = await this.auditor.createEvent({
          eventId: row.action,
          severityLevel: 'medium',
          meta: {
            auditId: Number(row.id),
            at: new Date(Number(row.at)).toISOString(),
            actor: row.actor,
            objectRef: row.object_ref,
          },
        });
        await event.success({ meta: { details: JSON.parse(row.details) } });
      }
      await trx('audit_log')
        .whereIn(
          'id',
          rows.map(({ id }) => id),
        )
        .update({ published_at: databaseNow(trx) });
      return rows.length;
    });
  }
}
