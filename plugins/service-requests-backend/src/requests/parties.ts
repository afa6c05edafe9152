import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CloudServiceEntity } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { RequestTypeSpec } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  invalidField,
  notAllowed,
  notYetPublished,
  unavailable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { StoredRequest } from './types';

/** What whoever files a request says about its parties. */
export type PartyWish = {
  customerRef?: string;
  systemRef?: string;
  serviceRef?: string;
  softwareProviderRef?: string;
};

/** What a type says about parties: whether a request is about a service. */
type About = { spec: Pick<RequestTypeSpec, 'about'> };

type Parties = Pick<
  StoredRequest,
  | 'customerRef'
  | 'systemRef'
  | 'serviceRef'
  | 'softwareProviderRef'
  | 'requesterPartyRef'
>;

/**
 * Finds out whom a request concerns: from the service that it is about, from
 * what its author says, and from who its author is. Nobody files a request for an
 * agency that they have nothing to do with.
 */
export class PartyFinder {
  private constructor(
    private readonly deps: { catalog: CatalogService; auth: AuthService },
  ) {}

  static create(deps: {
    catalog: CatalogService;
    auth: AuthService;
  }): PartyFinder {
    return new PartyFinder(deps);
  }

  /** @throws InputError that names the field, NotAllowedError */
  async find(
    caller: UserCaller,
    type: About,
    wish: PartyWish,
  ): Promise<Parties> {
    const service = await this.service(type, wish.serviceRef);
    const customerRef = customerOf(caller, wish, service);
    const systemRef = service?.spec.system ?? wish.systemRef;
    if (!service) await this.requireSystem(wish.systemRef, customerRef, caller);
    const softwareProviderRef =
      service?.spec.softwareProvider ?? wish.softwareProviderRef;
    if (!service) await this.requireSoftwareProvider(softwareProviderRef);
    return {
      customerRef,
      systemRef,
      softwareProviderRef,
      serviceRef: service && wish.serviceRef,
      requesterPartyRef: ownParty(caller),
    };
  }

  /** @throws InputError if there is no such System of the agency */
  async requireSystem(
    systemRef: string | undefined,
    customerRef: string,
    { party }: UserCaller,
  ): Promise<void> {
    if (systemRef === undefined) return;
    const system = await this.entity(systemRef, 'system', 'systemRef');
    const ownerRefs = ownersOf(system);
    const fits =
      ownerRefs.includes(customerRef) ||
      (!party.isItServiceProvider &&
        ownerRefs.some(ref => party.refs.includes(ref)));
    if (!fits) {
      throw invalidField(
        'systemRef',
        'system-of-the-agency',
        `${systemRef} is not a system of ${customerRef}`,
      );
    }
  }

  /** @throws InputError if it is no group of a software provider */
  async requireSoftwareProvider(ref: string | undefined): Promise<void> {
    if (ref === undefined) return;
    const group = await this.entity(ref, 'group', 'softwareProviderRef');
    if (group.spec?.type !== 'software-provider') {
      throw invalidField(
        'softwareProviderRef',
        'software-provider',
        `${ref} is not a software provider`,
      );
    }
  }

  private async service(
    type: About,
    serviceRef: string | undefined,
  ): Promise<CloudServiceEntity | undefined> {
    const isAboutOne = type.spec.about === 'service';
    if (serviceRef === undefined) {
      if (!isAboutOne) return undefined;
      throw invalidField(
        'serviceRef',
        'required',
        'says which individual service the request is about',
      );
    }
    if (!isAboutOne) return undefined;
    const entity = (await this.entity(
      serviceRef,
      'cloudservice',
      'serviceRef',
    )) as CloudServiceEntity;
    if (entity.spec.lane !== 'individual') {
      throw invalidField(
        'serviceRef',
        'individual-service',
        `${serviceRef} is a standard service: it is ordered by button and needs no request`,
      );
    }
    return entity;
  }

  private async entity(
    ref: string,
    kind: string,
    field: string,
  ): Promise<Entity> {
    if (!ref.toLocaleLowerCase('en-US').startsWith(`${kind}:`)) {
      throw invalidField(
        field,
        'entity-ref',
        `must be an entity reference such as ${kind}:default/name`,
      );
    }
    const { catalog, auth } = this.deps;
    let entity: Entity | undefined;
    try {
      entity = await catalog.getEntityByRef(ref, {
        credentials: await auth.getOwnServiceCredentials(),
      });
    } catch (error) {
      if (isError(error) && error.name === 'TypeError') {
        throw invalidField(field, 'entity-ref', `"${ref}" is no reference`);
      }
      throw unavailable(
        'the catalogue does not answer; nothing was stored, try again in a moment',
      );
    }
    if (!entity) throw notYetPublished(kind, ref);
    return entity;
  }
}

function customerOf(
  { party }: UserCaller,
  wish: PartyWish,
  service: CloudServiceEntity | undefined,
): string {
  const ofService = service?.spec.customers ?? [];
  const own = [...party.agencies, ...(service ? [] : party.softwareProviders)];
  const ownOnes = service ? possibleOf(party.refs, service) : own;
  const possible = party.isItServiceProvider ? undefined : ownOnes;
  const wanted =
    wish.customerRef ?? onlyOne(service ? ofService : own, possible);
  if (wanted === undefined) {
    throw invalidField(
      'customerRef',
      'required',
      'says which agency the request is for',
    );
  }
  if (service && !ofService.includes(wanted)) {
    throw invalidField(
      'customerRef',
      'customer-of-the-service',
      `${wish.serviceRef} is not made for ${wanted}`,
    );
  }
  if (possible && !possible.includes(wanted)) {
    throw notAllowed(
      `you may not file a request for ${wanted}; file it for ${
        possible.join(' or ') || 'an agency that you belong to'
      }`,
    );
  }
  if (!wanted.startsWith('group:')) {
    throw invalidField('customerRef', 'entity-ref', 'must be a group');
  }
  return wanted;
}

/** Agencies for which somebody may ask for something about a service. */
function possibleOf(refs: string[], { spec }: CloudServiceEntity): string[] {
  const customers = spec.customers ?? [];
  return refs.includes(spec.softwareProvider ?? '')
    ? customers
    : customers.filter(ref => refs.includes(ref));
}

function onlyOne(
  all: string[],
  possible: string[] | undefined,
): string | undefined {
  const fitting = possible ? all.filter(ref => possible.includes(ref)) : all;
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The party of whoever files it: the furthest group above them that is one. */
export function ownParty({
  party,
  ownRefs,
  ref,
}: Pick<UserCaller, 'party' | 'ownRefs' | 'ref'>): string {
  const [agency] = party.agencies;
  const [provider] = party.softwareProviders;
  const groups = party.refs.filter(one => one.startsWith('group:'));
  return agency ?? provider ?? groups[groups.length - 1] ?? ownRefs[0] ?? ref;
}

function ownersOf({ spec, relations }: Entity): string[] {
  const owned = (relations ?? [])
    .filter(({ type }) => type === 'ownedBy')
    .map(({ targetRef }) => targetRef);
  return owned.length > 0 ? owned : [String(spec?.owner ?? '')];
}
