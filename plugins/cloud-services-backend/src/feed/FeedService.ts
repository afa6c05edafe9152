import type {
  Change,
  ChangePage,
  LiveEnvironment,
  LiveInstance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  fromJson,
  pageSize,
  readFeedCursor,
  type StoredChange,
  toBoolean,
} from '@dualcloud/foundation-node';
import type { ChangedKind, Changes } from '../changes';
import type { EnvironmentRow, EnvironmentStore } from '../environments';
import type { InstanceRow, InstanceStore } from '../instances';

const DEFAULT_LIMIT = 200;

/** The change feed with what a consumer shows: names, refs and parties, nothing volatile. */
export class FeedService {
  constructor(
    private readonly changes: Changes,
    private readonly environments: EnvironmentStore,
    private readonly instances: InstanceStore,
  ) {}

  async list(options: { after?: string; limit?: number }): Promise<ChangePage> {
    const limit = pageSize(options.limit, DEFAULT_LIMIT);
    const after = readFeedCursor(options.after);
    const rows = await this.changes.list({ after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      items: await this.present(page),
      cursor: String(page[page.length - 1]?.seq ?? after),
      more: rows.length > limit,
    };
  }

  private async present(
    rows: Array<StoredChange<ChangedKind>>,
  ): Promise<Change[]> {
    const idsOf = (kind: ChangedKind) =>
      rows.filter(row => row.kind === kind).map(({ id }) => id);
    const instances = await this.instances.byIds(idsOf('instance'));
    const parents = [...instances.values()].flatMap(
      ({ environment_id }) => environment_id ?? [],
    );
    const [environments, siblings] = await Promise.all([
      this.environments.byIds([...idsOf('environment'), ...parents]),
      this.instances.ofEnvironments([...new Set(parents)]),
    ]);
    return rows.flatMap((row): Change[] => {
      const common = { cursor: String(row.seq), kind: row.kind, id: row.id };
      if (row.kind === 'environment') {
        const environment = environments.get(row.id);
        if (!environment) return [];
        const live = environment.terminated_at === null;
        return [{ ...common, live, environment: liveEnvironment(environment) }];
      }
      const instance = instances.get(row.id);
      if (!instance) return [];
      return [
        {
          ...common,
          live: instance.terminated_at === null,
          instance: liveInstance(
            instance,
            environments.get(instance.environment_id ?? ''),
            siblings.get(instance.environment_id ?? '') ?? [],
          ),
        },
      ];
    });
  }
}

function liveEnvironment(row: EnvironmentRow): LiveEnvironment {
  return {
    id: row.id,
    name: row.name,
    entityName: row.entity_name,
    description: row.description ?? undefined,
    stage: row.stage,
    ownerRef: row.owner_ref,
    systemRef: row.system_ref,
    blueprintRef: row.blueprint_ref,
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
  };
}

function liveInstance(
  row: InstanceRow,
  environment: EnvironmentRow | undefined,
  siblings: InstanceRow[],
): LiveInstance {
  const names = fromJson<string[]>(row.depends_on);
  return {
    id: row.id,
    name: row.name,
    entityName: row.entity_name,
    componentName: row.component_name,
    stage: row.stage,
    ownerRef: row.owner_ref,
    systemRef: row.system_ref,
    serviceRef: row.service_ref,
    serviceTitle: row.service_title,
    planName: row.plan_name,
    simulated: toBoolean(row.simulated),
    environmentEntityName: environment?.entity_name,
    dependsOnEntityNames: siblings
      .filter(({ component_name }) => names.includes(component_name))
      .map(({ entity_name }) => entity_name),
    customerRef: row.customer_ref ?? undefined,
    softwareProviderRef: row.software_provider_ref ?? undefined,
  };
}
