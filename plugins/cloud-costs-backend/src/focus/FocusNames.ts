import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { classify } from './serviceCategories';

/** A subcategory of FOCUS, such as “Relational Databases”. */
const SUBCATEGORY = 'dualcloud.dev/focus-service-subcategory';

/** What a cloud service is called and is. */
export type FocusService = {
  name: string;
  category: string;
  subcategory: string;
  region?: { id: string; name: string };
};

/** Names that FOCUS wants beside the refs of charges, from catalog and configuration. */
export class FocusNames {
  private readonly services = new Map<string, FocusService>();

  private constructor(
    /** Who provides and invoices. */
    readonly provider: string,
    private readonly entities: ReadonlyMap<string, Entity>,
    private readonly customers: ReadonlyMap<string, string>,
  ) {}

  static create(options: {
    provider: string;
    entities?: Entity[];
    /** What the configuration calls payers. */
    customers?: Record<string, string>;
  }): FocusNames {
    const { provider, entities = [], customers = {} } = options;
    return new FocusNames(
      provider,
      new Map(entities.map(one => [stringifyEntityRef(one), one])),
      new Map(Object.entries(customers)),
    );
  }

  /** Of a group, system or user. */
  of(ref: string): string {
    return this.customers.get(ref) ?? this.titleOf(ref);
  }

  service(ref: string): FocusService {
    const known = this.services.get(ref);
    if (known) return known;
    const { metadata, spec } = this.entities.get(ref) ?? {};
    const place = text(spec?.dataLocation);
    const service = {
      name: this.titleOf(ref),
      ...classify({
        name: nameOf(ref),
        tags: metadata?.tags,
        tier: text(spec?.tier),
        stated: metadata?.annotations?.[SUBCATEGORY],
      }),
      ...(place && { region: { id: slug(place), name: place } }),
    };
    this.services.set(ref, service);
    return service;
  }

  private titleOf(ref: string): string {
    const entity = this.entities.get(ref);
    const profile = entity?.spec?.profile as
      | { displayName?: string }
      | undefined;
    return profile?.displayName || entity?.metadata.title || nameOf(ref);
  }
}

/** Reads the names for some refs. */
export class FocusNameReader {
  private constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      config: RootConfigService;
    },
  ) {}

  static create(deps: {
    catalog: CatalogService;
    auth: AuthService;
    config: RootConfigService;
  }): FocusNameReader {
    return new FocusNameReader(deps);
  }

  /** @throws if the catalog does not answer: names must not change from file to file */
  async read(refs: Iterable<string>): Promise<FocusNames> {
    const { auth, catalog, config } = this.deps;
    const credentials = await auth.getOwnServiceCredentials();
    const wanted = [...new Set(refs)].filter(ref =>
      /^[^:]+:[^/]+\/.+$/.test(ref),
    );
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: wanted,
        fields: ['kind', 'metadata', 'spec'],
      },
      { credentials },
    );
    const customers = config.getOptional<Record<string, { name?: string }>>(
      'cloudCosts.billing.customers',
    );
    return FocusNames.create({
      provider: await this.provider(),
      entities: items.filter(entity => entity !== undefined),
      customers: Object.fromEntries(
        Object.entries(customers ?? {}).flatMap(([ref, { name }]) =>
          name ? [[ref, name]] : [],
        ),
      ),
    });
  }

  private async provider(): Promise<string> {
    const { auth, catalog, config } = this.deps;
    const stated = config.getOptionalString('cloudCosts.billing.seller.name');
    if (stated) return stated;
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Group', 'spec.type': 'it-service-provider' } },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const [group] = items;
    return group?.metadata.title ?? group?.metadata.name ?? 'Provider';
  }
}

function nameOf(ref: string): string {
  try {
    return parseEntityRef(ref).name;
  } catch {
    return ref;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}

function slug(place: string): string {
  return (
    place
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'region'
  );
}
