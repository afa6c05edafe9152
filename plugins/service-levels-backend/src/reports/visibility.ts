import {
  reportReadPermission,
  reportReleasePermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { Caller } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { commitmentResource, type Decisions } from '../authorization';
import type { FoundReport } from './types';

/** What decides about reports. */
export const REPORT_PERMISSIONS = [
  reportReadPermission,
  reportReleasePermission,
];

/** A report as somebody sees it. */
export type SeenReport = FoundReport & { mayRelease: boolean };

/** Drafts, and what is about no customer, are the IT service provider's alone. */
export function restrictReports(
  query: Knex.QueryBuilder,
  decisions: Decisions,
): void {
  decisions.restrict(query, 'commitments', reportReadPermission);
  if (!isProvider(decisions.caller)) {
    query.where('commitments.general', 'no').where('reports.version', '>', 0);
  }
}

/** The same as {@link restrictReports} about one report. */
export function seeReport(
  found: FoundReport,
  decisions: Decisions,
): SeenReport | undefined {
  const { report, commitment } = found;
  const resource = commitmentResource(commitment);
  const isOpen = report.version > 0 && commitment.general === 'no';
  if (!isOpen && !isProvider(decisions.caller)) return undefined;
  if (!decisions.allow(reportReadPermission, resource, 'see')) return undefined;
  return {
    ...found,
    mayRelease: decisions.allow(reportReleasePermission, resource, 'manage'),
  };
}

function isProvider(caller: Caller): boolean {
  return caller.type === 'user' && caller.party.isItServiceProvider;
}
