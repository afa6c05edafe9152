import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Caller, invalidField } from '@dualcloud/foundation-node';
import {
  costReadPermission,
  focusExportPermission,
  statementReadPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import type { FocusScope } from './BilledReader';
import { exportMonth } from './exportMonth';
import type { FocusNameReader } from './FocusNames';
import type { FocusOutcome } from './FocusTable';
import { FOCUS_VERSIONS } from './rules';

export type FocusServiceOptions = {
  knex: Knex;
  access: Access;
  calendar: BillingCalendar;
  logger: LoggerService;
  names: FocusNameReader;
  priceBook: () => Promise<PriceBook>;
};

export type FocusQuestion = { month: string; version?: string; payer?: string };

const VIOLATIONS_SHOWN = 5;

/** Gives what is billed away in the FOCUS format. */
export class FocusService {
  private constructor(private readonly options: FocusServiceOptions) {}

  static create(options: FocusServiceOptions): FocusService {
    return new FocusService(options);
  }

  /**
   * Writes a checked file; nothing leaves before all of it has been checked.
   *
   * @param begin - called with the file's name right before its contents
   * @throws Error that names rows and columns, if a row breaks a rule of FOCUS
   */
  async export(
    caller: Caller,
    question: FocusQuestion,
    target: Writable,
    begin: (fileName: string) => void,
  ): Promise<void> {
    const { access, calendar, knex, names } = this.options;
    await access.require(caller, focusExportPermission);
    const version = readVersion(question.version);
    const month = this.readMonth(question.month);
    const scope = await this.scope(caller, question.payer);
    const directory = await mkdtemp(path.join(tmpdir(), 'focus-'));
    try {
      const file = path.join(directory, 'focus.csv');
      const outcome = await exportMonth({
        knex,
        calendar,
        book: await this.options.priceBook(),
        names: refs => names.read(refs),
        month,
        version,
        scope,
        file,
      });
      if (outcome.violationCount > 0) throw this.refused(outcome, version);
      begin(`focus-${version}-${calendar.formatMonth(month)}.csv`);
      await pipeline(createReadStream(file), target);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** The IT service provider gets everything, a payer what they pay for. */
  private async scope(caller: Caller, payer?: string): Promise<FocusScope> {
    const decisions = await this.options.access.decide(caller, [
      costReadPermission,
      statementReadPermission,
    ]);
    const own =
      caller.type === 'user' && !caller.party.isItServiceProvider
        ? caller.party.refs
        : undefined;
    const narrow = (query: Knex.QueryBuilder, column: string) => {
      if (own) query.whereIn(column, own);
      if (payer) query.where(column, payer);
    };
    return {
      allocations: query => {
        decisions.restrict(query, 'allocations', costReadPermission);
        narrow(query, 'allocations.payer_ref');
      },
      statements: query => {
        decisions.restrict(query, 'statements', statementReadPermission);
        narrow(query, 'statements.payer_ref');
      },
    };
  }

  private readMonth(text: string): number {
    try {
      return this.options.calendar.parseMonth(text);
    } catch (error) {
      throw invalidField('month', 'month', (error as Error).message);
    }
  }

  /** Ours is the fault, not the caller's; no wrong file is handed out. */
  private refused(outcome: FocusOutcome, version: string): Error {
    const { violations, violationCount } = outcome;
    const shown = violations
      .slice(0, VIOLATIONS_SHOWN)
      .map(one => `row ${one.row}, ${one.column}: ${one.message}`)
      .join('; ');
    const message =
      `the export breaks ${violationCount} rules of FOCUS ${version} and is not handed out: ${shown}. ` +
      'Please report this to the portal’s developers';
    this.options.logger.error(message);
    return Object.assign(new Error(message), {
      name: 'FocusViolationError',
      statusCode: 500,
      details: violations,
    });
  }
}

function readVersion(wanted: string | undefined): string {
  const known = FOCUS_VERSIONS.map(({ version }) => version);
  const version = wanted ?? known[known.length - 1];
  if (!known.includes(version)) {
    throw invalidField(
      'version',
      'known-version',
      `must be one of ${known.join(', ')}`,
    );
  }
  return version;
}
