import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  levelReadPermission,
  type Status,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { type Caller, invalidField } from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import { isCounting } from '../attainment';
import {
  type CommitmentRow,
  type CommitmentStore,
  toCommitment,
} from '../commitments';
import { toInterval } from '../instants';
import { dependenciesOf } from './dependenciesOf';
import type { Levels, Standing } from './Levels';
import { conditionOf, recurringMaintenance } from './presentLevel';

const ANNOUNCED_S = 14 * 86_400;
const WORST = ['down', 'degraded', 'maintenance', 'unknown', 'up'] as const;

/** How it is now with whatever an entity depends on. */
export class StatusService {
  private constructor(
    private readonly deps: {
      access: Access;
      auth: AuthService;
      catalog: CatalogService;
      commitments: CommitmentStore;
      levels: Levels;
    },
  ) {}

  static create(deps: {
    access: Access;
    auth: AuthService;
    catalog: CatalogService;
    commitments: CommitmentStore;
    levels: Levels;
  }): StatusService {
    return new StatusService(deps);
  }

  /**
   * Tells of what the caller may see in the catalog and here. Every page asks this
   * once, so no figure is worked out for it.
   *
   * @param text - what a page is about; absent: everything
   */
  async of(caller: Caller, text?: string): Promise<Status> {
    const entityRef = text === undefined ? undefined : readRef(text);
    const paths: ReadonlyMap<string, string[]> = entityRef
      ? await dependenciesOf(entityRef, this.deps.catalog, caller.credentials)
      : new Map();
    const rows = await this.visible(caller, [...paths.keys()], entityRef);
    const standings = await this.deps.levels.standing(
      rows.map(toCommitment),
      ANNOUNCED_S,
    );
    const conditions = standings.map(one => conditionOf(one).condition);
    return {
      entityRef,
      condition:
        WORST.find(one => conditions.some(condition => condition === one)) ??
        'unknown',
      items: onceEach(
        standings.flatMap(one =>
          itemsOf(one, paths.get(one.commitment.subjectRef) ?? []),
        ),
      ),
    };
  }

  private async visible(
    caller: Caller,
    refs: string[],
    entityRef: string | undefined,
  ): Promise<CommitmentRow[]> {
    const { access, commitments } = this.deps;
    const decisions = await access.decide(caller, [levelReadPermission]);
    const query = commitments.query();
    decisions.restrict(query, 'commitments', levelReadPermission);
    if (entityRef) {
      query.where(any =>
        any
          .whereIn('commitments.subject_ref', refs)
          .orWhere('commitments.system_ref', entityRef),
      );
    }
    return query.select('commitments.*');
  }
}

/** What is wrong or planned with a commitment's subject. */
function itemsOf(standing: Standing, via: string[]): Status['items'] {
  const { commitment, facts, version, nowS } = standing;
  const common = {
    subjectRef: commitment.subjectRef,
    via,
    commitmentId: commitment.id,
    titles: version.effective.titles,
  };
  const outages = facts.outages
    .filter(
      one =>
        isCounting(one) &&
        one.subjectRef === commitment.subjectRef &&
        one.impact !== 'none' &&
        one.fromS <= nowS &&
        (one.toS === undefined || one.toS > nowS),
    )
    .map(one => ({
      ...common,
      kind: 'outage' as const,
      interval: toInterval(one.fromS, one.toS),
      impact: one.impact,
      outageId: one.id,
      description: facts.stored.get(one.id)?.title,
    }));
  const windows = facts.windows
    .filter(
      one =>
        one.withdrawnS === undefined &&
        one.impact !== 'none' &&
        one.subjectRefs.includes(commitment.subjectRef) &&
        one.toS > nowS,
    )
    .map(one => ({
      ...common,
      kind:
        one.fromS <= nowS
          ? ('maintenance' as const)
          : ('maintenance-announced' as const),
      interval: toInterval(one.fromS, one.toS),
      impact: one.impact,
      windowId: one.id,
      titles: one.titles,
      description: one.description,
    }));
  // What recurs is agreed and needs no announcement: it is told while it runs.
  const recurring = recurringMaintenance(standing, nowS + 1).map(one => ({
    ...common,
    kind: 'maintenance' as const,
    interval: toInterval(...one.interval),
    impact: one.impact,
    titles: one.titles,
  }));
  return [...outages, ...windows, ...recurring];
}

/** The general and the special part of an agreement may be about the same. */
function onceEach(items: Status['items']): Status['items'] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = [
      item.kind,
      item.outageId ?? item.windowId ?? item.subjectRef,
    ].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function readRef(text: string): string {
  let ref: CompoundEntityRef;
  try {
    ref = parseEntityRef(text);
  } catch {
    throw invalidField(
      'entityRef',
      'entity-ref',
      'must be a full entity ref such as cloudservice:default/kfz-zulassung',
    );
  }
  return stringifyEntityRef(ref);
}
