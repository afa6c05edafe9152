import {
  levelReadPermission,
  type Probe,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type Caller,
  invalidField,
  pageSize,
} from '@dualcloud/foundation-node';
import type { Access } from '../authorization';
import { filterCommitments, type ScopeFilter } from '../commitments';
import { toInstant } from '../instants';
import type { ProbeStore } from './ProbeStore';
import type { ProbeRow, ProbeTarget } from './types';

/** Query of `GET /probes`. */
export type ProbeFilter = ScopeFilter & { limit?: number; cursor?: string };

/** How levels are measured, as somebody may see it. */
export class ProbeService {
  private constructor(
    private readonly deps: { access: Access; store: ProbeStore },
  ) {}

  static create(deps: { access: Access; store: ProbeStore }): ProbeService {
    return new ProbeService(deps);
  }

  /** Of commitments that the caller may see; by subject and measurement. */
  async list(
    caller: Caller,
    filter: ProbeFilter,
  ): Promise<{ items: Probe[]; nextCursor?: string }> {
    const { access, store } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [levelReadPermission]);
    const query = store
      .query()
      .whereExists(seen => {
        seen
          .from('probe_commitments')
          .join(
            'commitments',
            'commitments.id',
            'probe_commitments.commitment_id',
          )
          .whereRaw('probe_commitments.probe_id = probes.id')
          .select(seen.client.raw('1'));
        decisions.restrict(seen, 'commitments', levelReadPermission);
        filterCommitments(seen, filter);
      })
      .orderBy('probes.id')
      .limit(limit + 1);
    const after = readAfter(filter.cursor);
    if (after !== undefined) query.where('probes.id', '>', after);
    const rows: ProbeRow[] = await query.select('probes.*');
    const page = rows.slice(0, limit);
    return {
      items: page.map(presentProbe),
      nextCursor: rows.length > limit ? page[page.length - 1].id : undefined,
    };
  }
}

function readAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined || /^[0-9a-f]{1,64}$/.test(cursor)) return cursor;
  throw invalidField(
    'cursor',
    'cursor',
    'is not one that an earlier page gave; begin without it',
  );
}

/** Where it looks; credentials are no part of a target. */
function placeOf(target: ProbeTarget): string {
  switch (target.type) {
    case 'http':
      return target.url;
    case 'tcp':
      return `${target.host}:${target.port}`;
    case 'source':
      return target.source;
    default:
      return target.instance;
  }
}

function presentProbe(row: ProbeRow): Probe {
  const target: ProbeTarget = JSON.parse(row.target);
  const { last_s, last_up, last_ms, last_reason, last_status } = row;
  return {
    id: row.id,
    subjectRef: row.subject_ref,
    measurement: row.measurement,
    type: row.type,
    place: placeOf(target),
    state: row.state as Probe['state'],
    gaps: row.gaps,
    intervalSeconds: row.interval_s,
    timeoutSeconds: row.timeout_s,
    ...(last_s !== null && {
      lastResult: {
        at: toInstant(Number(last_s)),
        up: last_up === null ? undefined : Boolean(last_up),
        milliseconds: last_ms ?? undefined,
        reason: last_reason ?? undefined,
        status: last_status ?? undefined,
      },
    }),
    problem: row.problem ?? undefined,
    problemText: row.problem_text ?? undefined,
    nextAt:
      row.state === 'active'
        ? toInstant(Math.floor(Number(row.next_at) / 1000))
        : undefined,
  };
}
