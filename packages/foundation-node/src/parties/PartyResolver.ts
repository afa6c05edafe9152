import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Group type, as in `spec.type`, of each of the three parties. @public */
export const PARTY_GROUP_TYPES = {
  agency: 'agency',
  softwareProvider: 'software-provider',
  itServiceProvider: 'it-service-provider',
} as const;

/** Who somebody is, in terms of the triangle. @public */
export type Party = {
  /** The user's own refs and the groups above them, up to and with the first party. */
  refs: string[];
  /** Refs of the groups among them that are a party of that type. */
  agencies: string[];
  softwareProviders: string[];
  isItServiceProvider: boolean;
  /** May order production environments. */
  isPlatformEngineer: boolean;
};

type CachedGroup = { expires: number; group: Promise<Entity | undefined> };

const CACHE_MS = 30_000;
const MAX_DEPTH = 20;

/**
 * Finds out which parties somebody belongs to. A sign-in usually names the
 * teams that a person is a direct member of; the party is the nearest group
 * above them whose `spec.type` says so.
 * @public
 */
export class PartyResolver {
  private readonly cache = new Map<string, CachedGroup>();

  private constructor(
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
    private readonly platformEngineers: string[],
  ) {}

  /** Reads `cloudServices.parties` from the configuration. */
  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    config: RootConfigService;
  }): PartyResolver {
    const engineers =
      options.config.getOptionalStringArray(
        'cloudServices.parties.platformEngineers',
      ) ?? [];
    return new PartyResolver(
      options.catalog,
      options.auth,
      engineers.map(ref =>
        stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'Group' })),
      ),
    );
  }

  /** @param ownershipEntityRefs - as the user's token has them */
  async resolve(ownershipEntityRefs: string[]): Promise<Party> {
    const refs = new Set(ownershipEntityRefs);
    const groups: Entity[] = [];
    let layer = ownershipEntityRefs.filter(isGroupRef);
    for (let depth = 0; layer.length && depth < MAX_DEPTH; depth += 1) {
      const found = await Promise.all(layer.map(ref => this.group(ref)));
      const next = new Set<string>();
      for (const group of found) {
        if (!group) continue;
        groups.push(group);
        // What stands above a party, such as the state, may be above the other
        // parties too: what it owns would be everybody's.
        if (isParty(group)) continue;
        for (const relation of group.relations ?? []) {
          if (
            relation.type === RELATION_CHILD_OF &&
            !refs.has(relation.targetRef)
          ) {
            next.add(relation.targetRef);
          }
        }
      }
      next.forEach(ref => refs.add(ref));
      layer = [...next].filter(isGroupRef);
    }
    const ofType = (type: string) =>
      groups
        .filter(group => group.spec?.type === type)
        .map(group => stringifyEntityRef(group));
    const isItServiceProvider =
      ofType(PARTY_GROUP_TYPES.itServiceProvider).length > 0;
    return {
      refs: [...refs],
      agencies: ofType(PARTY_GROUP_TYPES.agency),
      softwareProviders: ofType(PARTY_GROUP_TYPES.softwareProvider),
      isItServiceProvider,
      isPlatformEngineer:
        isItServiceProvider &&
        this.platformEngineers.some(ref => refs.has(ref)),
    };
  }

  private group(ref: string): Promise<Entity | undefined> {
    const now = Date.now();
    const cached = this.cache.get(ref);
    if (cached && cached.expires > now) return cached.group;
    const group = this.auth
      .getOwnServiceCredentials()
      .then(credentials => this.catalog.getEntityByRef(ref, { credentials }));
    // A failed look-up must not be remembered: it would lock people out.
    group.catch(() => this.cache.delete(ref));
    this.cache.set(ref, { expires: now + CACHE_MS, group });
    return group;
  }
}

const PARTY_TYPES: string[] = Object.values(PARTY_GROUP_TYPES);

function isParty(group: Entity): boolean {
  return PARTY_TYPES.includes(String(group.spec?.type));
}

function isGroupRef(ref: string): boolean {
  return ref.toLocaleLowerCase('en-US').startsWith('group:');
}
