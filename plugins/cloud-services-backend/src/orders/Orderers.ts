import {
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  OrderOptions,
  Parties,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  invalidField,
  notAllowed,
  notYetPublished,
  type PartyResolver,
  type UserCaller,
} from '@dualcloud/foundation-node';
import { coded } from '../refusals';
import { refOf, type ServiceDirectory, titleOf } from '../serviceDirectory';
import {
  type Commission,
  decideStanding,
  type Standing,
  toCommission,
} from './standing';

/** Who may order what for whom; the facts for {@link decideStanding} come from the catalog. */
export class Orderers {
  constructor(
    private readonly deps: {
      directory: ServiceDirectory;
      parties: PartyResolver;
      lifetimes: { maxLifetimeDays: number; defaultLifetimeDays?: number };
    },
  ) {}

  /** The parties of a new order; refuses with 403 who may not order for the system. */
  async partiesFor(
    caller: UserCaller,
    options: {
      systemRef: string;
      ownerRef: string;
      stage: Stage;
      today: string;
    },
  ): Promise<Parties> {
    const { systemRef, ownerRef, stage, today } = options;
    const { directory } = this.deps;
    const system = await directory.entity(systemRef);
    if (!system) throw notYetPublished('system', systemRef);
    const commissions = (await directory.commissionsOf(systemRef)).map(
      toCommission,
    );
    const standing = await this.standing(caller, system, commissions, today);
    if (!standing.allowed) throw refusal(standing, systemRef);
    if (stage === 'production' && !caller.party.isPlatformEngineer) {
      throw coded(
        notAllowed(
          'production environments are built by the IT service provider: ask its platform engineers',
        ),
        'production-by-provider',
        {},
      );
    }
    await this.checkOwner(caller, ownerRef);
    const { commission, customerRef } = standing;
    return {
      ownerRef,
      systemRef,
      customerRef,
      softwareProviderRef: commission?.softwareProvider,
      payerRef: commission?.payer ?? customerRef,
      commissionRef: commission?.ref,
    };
  }

  /** For which systems, stages and owners the caller may order. */
  async options(caller: UserCaller, today: string): Promise<OrderOptions> {
    const { directory, lifetimes } = this.deps;
    const { party } = caller;
    const [systems, entities] = await Promise.all([
      directory.systems(),
      directory.commissions(),
    ]);
    const bySystem = new Map<string, Commission[]>();
    for (const commission of entities.map(toCommission)) {
      const others = bySystem.get(commission.system) ?? [];
      bySystem.set(commission.system, [...others, commission]);
    }
    const stages: Stage[] = party.isPlatformEngineer
      ? ['development', 'test', 'production']
      : ['development', 'test'];
    const answers = await Promise.all(
      systems.map(async system => {
        const systemRef = stringifyEntityRef(system);
        const standing = await this.standing(
          caller,
          system,
          bySystem.get(systemRef) ?? [],
          today,
        );
        if (!standing.allowed) return [];
        const { commission, customerRef } = standing;
        return [
          {
            systemRef,
            title: titleOf(system),
            customerRef,
            softwareProviderRef: commission?.softwareProvider,
            payerRef: commission?.payer ?? customerRef,
            commissionRef: commission?.ref,
            validUntil: commission?.validUntil,
            stages,
          },
        ];
      }),
    );
    return {
      ...lifetimes,
      owners: await this.owners(caller),
      systems: answers
        .flat()
        .sort((a, b) => a.title.localeCompare(b.title, 'de')),
    };
  }

  private async owners(caller: UserCaller): Promise<OrderOptions['owners']> {
    const { directory } = this.deps;
    const own = caller.party.refs.filter(ref => /^(group|user):/.test(ref));
    const titles = await directory.titles(own);
    const owners = new Map(
      own.map(ref => [ref, { ref, title: titles.get(ref) ?? ref }]),
    );
    if (caller.party.isPlatformEngineer) {
      for (const group of await directory.groups()) {
        const ref = stringifyEntityRef(group);
        if (!owners.has(ref)) owners.set(ref, { ref, title: titleOf(group) });
      }
    }
    return [...owners.values()];
  }

  private async standing(
    caller: UserCaller,
    system: Entity,
    commissions: Commission[],
    today: string,
  ): Promise<Standing> {
    const owners = ownersOf(system);
    const { agencies } = await this.deps.parties.resolve(owners);
    return decideStanding({
      party: caller.party,
      commissions,
      systemAgencies: agencies,
      today,
    });
  }

  private async checkOwner(
    caller: UserCaller,
    ownerRef: string,
  ): Promise<void> {
    if (caller.party.refs.includes(ownerRef)) return;
    if (caller.party.isPlatformEngineer && ownerRef.startsWith('group:')) {
      if (await this.deps.directory.entity(ownerRef)) return;
      throw notYetPublished('group', ownerRef);
    }
    throw invalidField(
      'ownerRef',
      'owner',
      'must be yourself or a group that you belong to',
    );
  }
}

function ownersOf(system: Entity): string[] {
  const related = (system.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  const owner = system.spec?.owner;
  return related.length || typeof owner !== 'string'
    ? related
    : [refOf(owner, 'Group', system.metadata.namespace)];
}

function refusal(
  standing: Standing & { allowed: false },
  systemRef: string,
): Error {
  if (standing.reason === 'none') {
    return coded(
      notAllowed(
        `you have no commission for "${systemRef}": only its agency, the software provider that the agency commissioned, and platform engineers may order for it`,
      ),
      'no-commission',
      { system: systemRef },
    );
  }
  const { ref, validFrom, validUntil } = standing.commission;
  return standing.reason === 'ended'
    ? coded(
        notAllowed(
          `the commission "${ref}" for "${systemRef}" ended on ${validUntil}; ask the agency to renew it`,
        ),
        'commission-ended',
        { system: systemRef, date: String(validUntil) },
      )
    : coded(
        notAllowed(
          `the commission "${ref}" for "${systemRef}" begins on ${validFrom}; order from then on`,
        ),
        'commission-not-begun',
        { system: systemRef, date: String(validFrom) },
      );
}
