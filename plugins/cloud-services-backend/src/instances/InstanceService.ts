import {
  credentialUsePermission,
  type Instance,
  type InstancePage,
  instanceReadPermission,
  instanceTerminatePermission,
  instanceUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type Caller,
  cutPage,
  notFound,
  page,
  pageSize,
} from '@dualcloud/foundation-node';
import type {
  Access,
  CloudServicesPermission,
  Decisions,
} from '../authorization';
import type { ServiceDirectory } from '../serviceDirectory';
import {
  type InstanceFilter,
  type InstanceRow,
  type InstanceStore,
} from './InstanceStore';
import {
  instanceResource,
  presentInstance,
  type View,
} from './presentInstance';
import { restrictScope, type Scope } from './scope';

/** Everything that is asked about an instance that is shown. */
export const INSTANCE_PERMISSIONS: CloudServicesPermission[] = [
  instanceReadPermission,
  instanceUpdatePermission,
  instanceTerminatePermission,
  credentialUsePermission,
];

/** Instances as a caller may see them. */
export class InstanceService {
  constructor(
    private readonly store: InstanceStore,
    private readonly access: Access,
    private readonly directory: ServiceDirectory,
  ) {}

  async list(
    caller: Caller,
    options: InstanceFilter & {
      scope?: Scope;
      limit?: number;
      cursor?: string;
    },
  ): Promise<InstancePage> {
    const limit = pageSize(options.limit);
    const decisions = await this.access.decide(caller, INSTANCE_PERMISSIONS);
    const query = this.store.query(options);
    decisions.restrict(query, 'instances', instanceReadPermission);
    restrictScope(query, 'instances', caller, options.scope);
    const total = query.clone().count({ count: '*' }).first();
    page(query, {
      column: 'instances.created_at',
      cursor: options.cursor,
      limit,
    });
    const found: InstanceRow[] = await query.select('instances.*');
    const { rows, nextCursor } = cutPage(found, limit, row => row.created_at);
    const view = await this.view(rows, decisions);
    return {
      items: rows.map(row => presentInstance(row, view)),
      totalItems: Number((await total)?.count ?? 0),
      nextCursor,
    };
  }

  async get(caller: Caller, id: string): Promise<Instance> {
    const { row, decisions } = await this.visible(caller, id);
    return presentInstance(row, await this.view([row], decisions));
  }

  /** The row, if the caller may see it; else 404. */
  async visible(
    caller: Caller,
    id: string,
  ): Promise<{ row: InstanceRow; decisions: Decisions }> {
    const [row, decisions] = await Promise.all([
      this.store.get(id),
      this.access.decide(caller, INSTANCE_PERMISSIONS),
    ]);
    if (
      !row ||
      !decisions.allow(instanceReadPermission, instanceResource(row), 'see')
    ) {
      throw notFound('service instance', id);
    }
    return { row, decisions };
  }

  async view(rows: InstanceRow[], decisions: Decisions): Promise<View> {
    const refs = rows.map(row => row.service_ref);
    return { decisions, knownServices: await this.directory.known(refs) };
  }
}
