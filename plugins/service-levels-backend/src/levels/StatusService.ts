import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type CompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
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
import type { Levels, Standing } from './Levels';
import { conditionOf, recurringMaintenance } from './presentLevel';

/** What an entity is built on, and what belongs to it. */
const FOLLOWED = [RELATION_DEPENDS_ON, RELATION_HAS_PART];
const MOST_HOPS = 3;
const MOST_ENTITIES = 200;
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
      ? await this.reachable(caller, entityRef)
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

  /** By which way from the entity to each that it depends on; as the caller may see them. */
  private async reachable(
    caller: Caller,
    entityRef: string,
  ): Promise<Map<string, string[]>> {
    const { catalog } = this.deps;
    const paths = new Map<string, string[]>([[entityRef, [entityRef]]]);
    let layer = [entityRef];
    for (let hop = 0; hop < MOST_HOPS && layer.length > 0; hop += 1) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: layer, fields: ['kind', 'metadata', 'relations'] },
        { credentials: caller.credentials },
      );
      const next: string[] = [];
      for (const entity of items) {
        if (!entity) continue;
        const from = paths.get(stringifyEntityRef(entity)) ?? [];
        for (const { type, targetRef } of entity.relations ?? []) {
          if (!FOLLOWED.includes(type) || paths.has(targetRef)) continue;
          if (paths.size >= MOST_ENTITIES) break;
          paths.set(targetRef, [...from, targetRef]);
          next.push(targetRef);
        }
      }
      layer = next;
    }
    return paths;
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
