import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type CloudServiceEntity,
  type CommissionEntity,
  type Environment,
  isInForce,
  type Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { TicketKind } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  invalidField,
  notAllowed,
  notFound,
  notYetPublished,
  type Party,
  unavailable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { EnvironmentReader } from '../environments';
import { ownParty } from '../requests';
import type { StoredTicket } from './types';

/** What whoever reports something says about where it is. */
export type SubjectWish = {
  kind: TicketKind;
  serviceRef: string;
  customerRef?: string;
  systemRef?: string;
  environmentId?: string;
  instanceId?: string;
};

/** Where it is, and whom it concerns. */
export type TicketSubject = Pick<
  StoredTicket,
  | 'serviceRef'
  | 'systemRef'
  | 'environmentId'
  | 'environmentRef'
  | 'instanceId'
  | 'customerRef'
  | 'softwareProviderRef'
  | 'requesterPartyRef'
> & {
  lane: 'standard' | 'individual';
  /** Of the environment. */
  stage?: Stage;
};

/** Whoever reports something. */
export type Reporter = Pick<UserCaller, 'ref' | 'ownRefs' | 'party'>;

type Deps = {
  catalog: CatalogService;
  auth: AuthService;
  environments: EnvironmentReader;
  now: () => number;
};

/**
 * Finds out whom a ticket concerns. The environment knows it best: its parties
 * are those of its order. Otherwise an individual service names them itself, and
 * for a standard service the commission says who works on the system. Nobody
 * reports anything for a party that they have nothing to do with.
 */
export class TicketParties {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketParties {
    return new TicketParties(deps);
  }

  /** @throws InputError that names the field, NotAllowedError, NotFoundError */
  async find(caller: Reporter, wish: SubjectWish): Promise<TicketSubject> {
    const { party } = caller;
    requireMember(party);
    const service = await this.service(wish.serviceRef);
    const { lane } = service.spec;
    const base = {
      lane:
        lane === 'individual' ? ('individual' as const) : ('standard' as const),
      serviceRef: wish.serviceRef.toLocaleLowerCase('en-US'),
      requesterPartyRef: ownParty(caller),
    };
    if (wish.environmentId) {
      const environment = await this.environment(party, wish.environmentId);
      requireInstance(environment, wish);
      const { systemRef, customerRef, softwareProviderRef } =
        environment.parties;
      return {
        ...base,
        systemRef,
        customerRef,
        softwareProviderRef,
        environmentId: environment.id,
        environmentRef: environment.entityRef,
        stage: environment.stage,
        instanceId: wish.instanceId,
      };
    }
    if (wish.instanceId) {
      throw invalidField(
        'instanceId',
        'needs-environment',
        'say beside it in which environment it is',
      );
    }
    return base.lane === 'individual'
      ? { ...base, ...ofIndividual(party, wish, service) }
      : { ...base, ...(await this.ofStandard(party, wish)) };
  }

  private async ofStandard(
    party: Party,
    { customerRef, systemRef }: SubjectWish,
  ) {
    const ref = systemRef?.toLocaleLowerCase('en-US');
    const commissions = ref ? await this.commissions(ref) : [];
    const own = party.isItServiceProvider
      ? undefined
      : [
          ...party.agencies,
          ...commissions
            .filter(({ spec }) => party.refs.includes(spec.softwareProvider))
            .map(({ spec }) => spec.customer),
        ];
    const wanted = customerRef ?? (own?.length === 1 ? own[0] : undefined);
    if (wanted && own && !own.includes(wanted)) {
      throw notAllowed(
        `you may report nothing for ${wanted}${
          own.length > 0 ? `, only for ${own.join(' or ')}` : ''
        }; name a system on which you are commissioned, or an environment`,
      );
    }
    const commission = commissions.find(({ spec }) => spec.customer === wanted);
    return {
      customerRef: wanted,
      systemRef: ref,
      softwareProviderRef:
        commission?.spec.softwareProvider ?? party.softwareProviders[0],
    };
  }

  /** Those in force for a system. */
  private async commissions(systemRef: string): Promise<CommissionEntity[]> {
    const day = new Date(this.deps.now()).toISOString().slice(0, 10);
    const { items } = await this.ask(credentials =>
      this.deps.catalog.getEntities(
        { filter: { kind: 'Commission', 'spec.system': systemRef } },
        { credentials },
      ),
    );
    return (items as CommissionEntity[]).filter(({ spec }) =>
      isInForce(spec, day),
    );
  }

  private async service(ref: string): Promise<CloudServiceEntity> {
    if (!/^cloudservice:[^/:]+\/[^/:]+$/i.test(ref)) {
      throw invalidField(
        'serviceRef',
        'entity-ref',
        'must be a cloud service, such as cloudservice:default/name',
      );
    }
    const entity = await this.ask(credentials =>
      this.deps.catalog.getEntityByRef(ref, { credentials }),
    );
    if (!entity) throw notYetPublished('cloudservice', ref);
    return entity as CloudServiceEntity;
  }

  /** Of somebody else's environment nobody learns that there is one. */
  private async environment(party: Party, id: string): Promise<Environment> {
    const environment = await this.deps.environments.get(id);
    const { ownerRef, customerRef, softwareProviderRef } = environment.parties;
    const isParty = [ownerRef, customerRef, softwareProviderRef].some(
      ref => ref && party.refs.includes(ref),
    );
    if (!isParty && !party.isItServiceProvider) {
      throw notFound('environment', id);
    }
    return environment;
  }

  private async ask<T>(
    question: (
      credentials: Awaited<ReturnType<AuthService['getOwnServiceCredentials']>>,
    ) => Promise<T>,
  ): Promise<T> {
    const credentials = await this.deps.auth.getOwnServiceCredentials();
    try {
      return await question(credentials);
    } catch (error) {
      throw unavailable(
        'the catalogue does not answer; nothing was stored, try again in a moment',
      );
    }
  }
}

function requireMember(party: Party): void {
  const { agencies, softwareProviders, isItServiceProvider } = party;
  if (isItServiceProvider || agencies.length + softwareProviders.length > 0) {
    return;
  }
  throw notAllowed(
    'you belong to no agency, software provider or IT service provider; ask the service desk of your agency to report it for you',
  );
}

function requireInstance(
  { id, name, instances }: Environment,
  { serviceRef, instanceId }: SubjectWish,
): void {
  const ofService = instances.filter(
    one =>
      one.serviceRef.toLocaleLowerCase('en-US') ===
      serviceRef.toLocaleLowerCase('en-US'),
  );
  if (instanceId && !ofService.some(one => one.id === instanceId)) {
    throw invalidField(
      'instanceId',
      'instance-of-the-environment',
      `the environment ${name || id} has no such instance of ${serviceRef}`,
    );
  }
}

/**
 * An individual service says itself whose it is. A problem is nobody's in
 * particular unless somebody says so: its cause may concern several customers.
 */
function ofIndividual(
  party: Party,
  { kind, customerRef, serviceRef }: SubjectWish,
  { spec }: CloudServiceEntity,
) {
  const customers = spec.customers ?? [];
  const isOfSeveral =
    party.isItServiceProvider ||
    party.refs.includes(spec.softwareProvider ?? '');
  const possible = isOfSeveral
    ? customers
    : customers.filter(ref => party.refs.includes(ref));
  if (possible.length === 0 && !party.isItServiceProvider) {
    throw notAllowed(
      `${serviceRef} is not made for you, nor do you work on it; report it to whoever runs it`,
    );
  }
  if (customerRef && !possible.includes(customerRef)) {
    throw customers.includes(customerRef)
      ? notAllowed(`you may report nothing for ${customerRef}`)
      : invalidField(
          'customerRef',
          'customer-of-the-service',
          `${serviceRef} is not made for ${customerRef}`,
        );
  }
  const only = possible.length === 1 ? possible[0] : undefined;
  const wanted =
    customerRef ?? (kind === 'problem' && isOfSeveral ? undefined : only);
  if (!wanted && kind === 'incident' && customers.length > 0) {
    throw invalidField(
      'customerRef',
      'required',
      `says whose incident it is: ${possible.join(' or ')}`,
    );
  }
  return {
    customerRef: wanted,
    softwareProviderRef: spec.softwareProvider,
    systemRef: spec.system,
  };
}
