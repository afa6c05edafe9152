import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type CloudServiceEntity,
  type CommissionEntity,
  type EnvironmentBlueprintEntity,
  isCloudServiceEntity,
  isCommissionEntity,
  isEnvironmentBlueprintEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { invalidField, unavailable } from '@dualcloud/foundation-node';

const CACHE_MS = 15_000;
const PAGE = 500;
const MAX_ENTITIES = 10_000;

type Cached<T> = { until: number; value: Promise<T> };

/**
 * What the catalog knows, read with the plugin's own rights: names, plans and
 * commissions are what a decision rests on, whatever the caller may see.
 */
export class ServiceDirectory {
  private readonly lists = new Map<string, Cached<Entity[]>>();
  private readonly present = new Map<string, { until: number; is: boolean }>();

  constructor(
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
  ) {}

  async service(ref: string): Promise<CloudServiceEntity | undefined> {
    const entity = await this.entity(ref);
    return entity && isCloudServiceEntity(entity) ? entity : undefined;
  }

  async services(refs: string[]): Promise<Map<string, CloudServiceEntity>> {
    const found = new Map<string, CloudServiceEntity>();
    if (refs.length === 0) return found;
    const wanted = [...new Set(refs)];
    const { items } = await this.ask(credentials =>
      this.catalog.getEntitiesByRefs({ entityRefs: wanted }, { credentials }),
    );
    items.forEach((entity, index) => {
      if (entity && isCloudServiceEntity(entity)) {
        found.set(wanted[index], entity);
      }
    });
    return found;
  }

  async blueprint(
    ref: string,
  ): Promise<EnvironmentBlueprintEntity | undefined> {
    const entity = await this.entity(ref);
    return entity && isEnvironmentBlueprintEntity(entity) ? entity : undefined;
  }

  async entity(ref: string): Promise<Entity | undefined> {
    return this.ask(credentials =>
      this.catalog.getEntityByRef(ref, { credentials }),
    );
  }

  /** Titles by ref; the name where there is none. */
  async titles(refs: string[]): Promise<Map<string, string>> {
    const titles = new Map(
      refs.map(ref => [ref, parseEntityRef(ref).name] as const),
    );
    if (refs.length === 0) return titles;
    const { items } = await this.ask(credentials =>
      this.catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: ['kind', 'metadata', 'spec.profile'] },
        { credentials },
      ),
    );
    items.forEach((entity, index) => {
      if (entity) titles.set(refs[index], titleOf(entity));
    });
    return titles;
  }

  async commissions(): Promise<CommissionEntity[]> {
    return (await this.all('Commission')).filter(isCommissionEntity);
  }

  async commissionsOf(systemRef: string): Promise<CommissionEntity[]> {
    const all = await this.commissions();
    return all.filter(
      ({ spec, metadata }) =>
        refOf(spec.system, 'System', metadata.namespace) === systemRef,
    );
  }

  async systems(): Promise<Entity[]> {
    return this.all('System');
  }

  async groups(): Promise<Entity[]> {
    return this.all('Group');
  }

  /** Which services the catalog still has; undefined when it does not answer. */
  async known(refs: string[]): Promise<Set<string> | undefined> {
    const now = Date.now();
    const wanted = [...new Set(refs)];
    const open = wanted.filter(
      ref => (this.present.get(ref)?.until ?? 0) < now,
    );
    if (open.length) {
      try {
        const found = await this.services(open);
        for (const ref of open) {
          this.present.set(ref, { until: now + CACHE_MS, is: found.has(ref) });
        }
      } catch {
        return undefined;
      }
    }
    return new Set(wanted.filter(ref => this.present.get(ref)?.is));
  }

  private async all(kind: string): Promise<Entity[]> {
    const now = Date.now();
    const cached = this.lists.get(kind);
    if (cached && cached.until > now) return cached.value;
    const value = this.readAll(kind);
    // A failed look-up must not be remembered.
    value.catch(() => this.lists.delete(kind));
    this.lists.set(kind, { until: now + CACHE_MS, value });
    return value;
  }

  private async readAll(kind: string): Promise<Entity[]> {
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const at = cursor;
      const answer = await this.ask(credentials =>
        this.catalog.queryEntities(
          at ? { cursor: at, limit: PAGE } : { filter: { kind }, limit: PAGE },
          { credentials },
        ),
      );
      entities.push(...answer.items);
      cursor = answer.pageInfo.nextCursor;
    } while (cursor && entities.length < MAX_ENTITIES);
    return entities;
  }

  private async ask<T>(
    question: (credentials: BackstageCredentials) => Promise<T>,
  ): Promise<T> {
    const credentials = await this.auth.getOwnServiceCredentials();
    try {
      return await question(credentials);
    } catch (error) {
      throw unavailable(
        `the catalog does not answer (${
          error instanceof Error ? error.name : 'error'
        }); try again in a moment`,
      );
    }
  }
}

/** Title, or the display name of a group or user, or the name. */
export function titleOf(entity: Entity): string {
  const profile = entity.spec?.profile;
  const displayName =
    profile !== null && typeof profile === 'object' && !Array.isArray(profile)
      ? profile?.displayName
      : undefined;
  return (
    entity.metadata.title ??
    (typeof displayName === 'string' ? displayName : undefined) ??
    entity.metadata.name
  );
}

/** A full entity ref from a short one, as a document has it. */
export function refOf(
  ref: string,
  defaultKind: string,
  defaultNamespace = 'default',
): string {
  return stringifyEntityRef(
    parseEntityRef(ref, { defaultKind, defaultNamespace }),
  );
}

/** A full entity ref from what somebody sent; refuses with 400 what is none. */
export function readRef(
  field: string,
  value: string,
  options: { kinds: string[] },
): string {
  let parsed;
  try {
    parsed = parseEntityRef(value, {
      defaultKind: options.kinds[0],
      defaultNamespace: 'default',
    });
  } catch {
    throw invalidField(
      field,
      'entity-ref',
      `must be an entity ref such as ${options.kinds[0].toLocaleLowerCase(
        'en-US',
      )}:default/name`,
    );
  }
  const kind = parsed.kind.toLocaleLowerCase('en-US');
  if (!options.kinds.some(k => k.toLocaleLowerCase('en-US') === kind)) {
    throw invalidField(
      field,
      'kind',
      `must be of kind ${options.kinds.join(' or ')}`,
    );
  }
  return stringifyEntityRef(parsed);
}
