import type {
  Change,
  ChangePage,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { ChangeStore, type StoredChange } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { AgreementStore, StoredAgreement } from '../agreements';
import type { ChangedKind } from '../facts';
import {
  type IncidentRow,
  type StoredIncident,
  toIncident,
} from '../incidents';
import { toInstant, toInterval } from '../instants';
import { MaintenanceStore, type StoredWindow } from '../maintenance';
import { type OutageRow, type StoredOutage, toOutage } from '../outages';

type Facts = Omit<Change, 'cursor' | 'kind' | 'id'>;

/**
 * The change feed with what a consumer goes by: what somebody has settled, and
 * nothing that changes as time passes. Figures are asked for.
 */
export class FeedService {
  private readonly changes: ChangeStore<ChangedKind>;

  private constructor(
    private readonly deps: { knex: Knex; agreements: AgreementStore },
  ) {
    this.changes = ChangeStore.create(deps.knex);
  }

  static create(deps: { knex: Knex; agreements: AgreementStore }): FeedService {
    return new FeedService(deps);
  }

  async list(query: { after?: string; limit?: number }): Promise<ChangePage> {
    const { changes, cursor, more } = await this.changes.page(query);
    return { items: await this.present(changes), cursor, more };
  }

  private async present(
    rows: Array<StoredChange<ChangedKind>>,
  ): Promise<Change[]> {
    const idsOf = (kind: ChangedKind) =>
      rows.filter(row => row.kind === kind).map(({ id }) => id);
    const facts: Partial<Record<ChangedKind, Map<string, Facts>>> = {
      agreement: await this.agreements(),
      outage: await this.outages(idsOf('outage')),
      incident: await this.incidents(idsOf('incident')),
      maintenance: await this.maintenance(idsOf('maintenance')),
    };
    return rows.map(({ seq, kind, id }) => ({
      cursor: String(seq),
      kind,
      id,
      ...facts[kind]?.get(id),
    }));
  }

  private async agreements(): Promise<Map<string, Facts>> {
    const { versions } = await this.deps.agreements.book();
    return new Map(
      versions.map(one => [
        `${one.agreement}/${one.version}`,
        { agreement: agreementFacts(one) },
      ]),
    );
  }

  private async outages(ids: string[]): Promise<Map<string, Facts>> {
    const rows: OutageRow[] = await this.deps
      .knex('outages')
      .whereIn('id', ids);
    return new Map(
      rows.map(toOutage).map(one => [one.id, { outage: outageFacts(one) }]),
    );
  }

  private async incidents(ids: string[]): Promise<Map<string, Facts>> {
    const { knex } = this.deps;
    const rows: IncidentRow[] = await knex('incidents').whereIn(
      knex.raw(`source || ':' || id`) as unknown as string,
      ids,
    );
    return new Map(
      rows
        .map(toIncident)
        .map(one => [
          `${one.source}:${one.id}`,
          { incident: incidentFacts(one) },
        ]),
    );
  }

  private async maintenance(ids: string[]): Promise<Map<string, Facts>> {
    const windows = await MaintenanceStore.create(this.deps.knex).byIds(ids);
    return new Map(
      windows.map(one => [one.id, { maintenance: maintenanceFacts(one) }]),
    );
  }
}

function agreementFacts({ agreement, version, spec }: StoredAgreement) {
  const { validFrom, validUntil, scope } = spec;
  return {
    agreement,
    version,
    validFrom,
    ...(validUntil && { validUntil }),
    ...('serviceRef' in scope && { serviceRef: scope.serviceRef }),
    ...('customerRef' in scope && { customerRef: scope.customerRef }),
  };
}

function outageFacts(outage: StoredOutage) {
  const { subjectRef, customerRef, state, cause, impact, revision } = outage;
  return {
    subjectRef,
    customerRef,
    interval: toInterval(outage.fromS, outage.toS),
    state,
    cause,
    impact,
    revision,
  };
}

function incidentFacts(incident: StoredIncident) {
  const { subjectRef, customerRef, incidentClass, outageId } = incident;
  const { reportedS, respondedS, restoredS, withdrawn, revision } = incident;
  return {
    subjectRef,
    customerRef,
    incidentClass,
    reportedAt: toInstant(reportedS),
    ...(respondedS !== undefined && { respondedAt: toInstant(respondedS) }),
    ...(restoredS !== undefined && { restoredAt: toInstant(restoredS) }),
    outageId,
    withdrawn,
    revision,
  };
}

function maintenanceFacts(window: StoredWindow) {
  const { subjectRefs, fromS, toS, impact, titles, withdrawnS } = window;
  return {
    subjectRefs,
    interval: toInterval(fromS, toS),
    impact,
    titles,
    withdrawn: withdrawnS !== undefined,
  };
}
