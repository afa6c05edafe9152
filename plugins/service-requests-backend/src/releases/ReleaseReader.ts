import {
  type Release,
  type ReleaseDetail,
  requestReadPermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  type Caller,
  cutPage,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import { type Access, resourceOf } from '../authorization';
import { RELEASE_COLUMNS, type ReleaseStore } from './ReleaseStore';
import {
  describeRelease,
  presentRelease,
  type ReleaseRow,
  type StoredRelease,
  toRelease,
  toReleaseRow,
} from './types';

/** Query of `GET /releases`. */
export type ReleaseFilter = {
  service?: string;
  request?: string;
  version?: string;
  limit?: number;
  cursor?: string;
};

const COLUMN_OF = {
  service: 'releases.service_ref',
  request: 'releases.request_id',
  version: 'releases.version',
} as const;

/** Releases as somebody may see them. */
export class ReleaseReader {
  private constructor(
    private readonly deps: { access: Access; releases: ReleaseStore },
  ) {}

  static create(deps: {
    access: Access;
    releases: ReleaseStore;
  }): ReleaseReader {
    return new ReleaseReader(deps);
  }

  /** Last delivered first. */
  async list(
    caller: Caller,
    filter: ReleaseFilter,
  ): Promise<{ items: Release[]; totalItems: number; nextCursor?: string }> {
    const { access, releases } = this.deps;
    const limit = pageSize(filter.limit);
    const decisions = await access.decide(caller, [requestReadPermission]);
    const query = releases.query();
    decisions.restrict(query, 'releases', requestReadPermission);
    for (const [key, column] of Object.entries(COLUMN_OF)) {
      const value = filter[key as keyof typeof COLUMN_OF];
      if (value) query.where(column, value);
    }
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'releases.delivered_at',
      cursor: filter.cursor,
      limit,
    });
    const found: ReleaseRow[] = await query.select(RELEASE_COLUMNS);
    const { rows, nextCursor } = cutPage(found, limit, row => row.delivered_at);
    return {
      items: rows.map(row => presentRelease(toRelease(row))),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<ReleaseDetail> {
    const release = await this.see(caller, id);
    return {
      ...describeRelease(release),
      mayDeliver: mayDeliver(caller, release),
    };
  }

  /** The attached bill of materials. @throws NotFoundError if none was attached */
  async sbom(caller: Caller, id: string): Promise<object> {
    await this.see(caller, id);
    const content = await this.deps.releases.sbomContent(id);
    if (content === undefined)
      throw notFound('bill of materials of release', id);
    return JSON.parse(content);
  }

  /** @throws NotFoundError */
  async see(caller: Caller, id: string): Promise<StoredRelease> {
    const { access, releases } = this.deps;
    const [release, decisions] = await Promise.all([
      releases.get(id),
      access.decide(caller, [requestReadPermission]),
    ]);
    const mayRead =
      release &&
      decisions.allow(
        requestReadPermission,
        resourceOf('release', toReleaseRow(release)),
        'see',
      );
    if (!mayRead) throw notFound('release', id);
    return release;
  }
}

/** The software provider that builds it, and the IT service provider. */
export function mayDeliver(
  caller: Caller,
  { softwareProviderRef }: Pick<StoredRelease, 'softwareProviderRef'>,
): boolean {
  return (
    caller.type === 'user' &&
    (caller.party.isItServiceProvider ||
      caller.party.refs.includes(softwareProviderRef ?? ''))
  );
}
