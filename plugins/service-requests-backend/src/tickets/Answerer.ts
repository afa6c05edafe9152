import type {
  AgreementSummary,
  Responsibility,
  ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isNotInstalled } from '@dualcloud/foundation-common';
import {
  invalidField,
  type PartyResolver,
  unprocessable,
} from '@dualcloud/foundation-node';
import type { TicketSubject } from './TicketParties';
import type { Assigned } from './types';

type Deps = {
  levels: () => Promise<ServiceLevelsClient>;
  parties: PartyResolver;
  logger: LoggerService;
  /** Group of the IT service provider that takes what nobody else has to. */
  group: string;
};

type TicketPartyRefs = Pick<
  TicketSubject,
  'customerRef' | 'softwareProviderRef'
>;

/** Whom to ask first where nobody says which part of the service it is about. */
const USUAL_PARTS = ['operation', 'everything', 'platform', 'application'];

/**
 * Says who gets an incident. Where software provider and operator work as one
 * mixed team, the agreement names the party that answers for it, and its group
 * gets the incident. Where there is no agreement to ask, the IT service provider
 * takes it: an incident is never without somebody who works on it.
 */
export class Answerer {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): Answerer {
    return new Answerer(deps);
  }

  /**
   * @param part - of the service, as the agreement calls it
   * @throws Error with 422 if the agreement names nobody
   */
  async find(subject: TicketSubject, part?: string): Promise<Assigned> {
    const { group, levels, logger } = this.deps;
    let found: { agreement: string; responsibilities: Responsibility[] };
    try {
      const client = await levels();
      const summary = await agreementOf(client, subject);
      if (!summary) return { ref: group, why: 'no-agreement' };
      found = await readResponsibilities(client, summary);
    } catch (error) {
      if (isNotInstalled(error)) {
        return { ref: group, why: 'service-levels-missing' };
      }
      // An incident cannot wait until another plugin is there again.
      logger.warn(
        `Who answers for ${subject.serviceRef} is not known: ${error}`,
      );
      return { ref: group, why: 'service-levels-silent' };
    }
    const { agreement, responsibilities } = found;
    const one = choose(responsibilities, part);
    if (!one) return { ref: group, why: 'agreement-names-no-part', agreement };
    const ref = this.groupOf(one, subject, agreement);
    const isParty = await this.isParty(ref, subject);
    return isParty
      ? { ref, why: 'agreement', agreement, part: one.part }
      : {
          ref: group,
          why: 'agreement-names-stranger',
          agreement,
          part: one.part,
        };
  }

  /** @throws InputError unless the group belongs to one of the ticket's parties */
  async requireParty(ref: string, subject: TicketPartyRefs): Promise<void> {
    if (/^(user|group):[^/:]+\/[^/:]+$/.test(ref)) {
      if (await this.isParty(ref, subject)) return;
    }
    throw invalidField(
      'assignedRef',
      'party-of-the-ticket',
      `"${ref}" must be a group of the IT service provider, the customer or the software provider, in lower case: nobody else sees the ticket`,
    );
  }

  private groupOf(
    { answers, incidentsTo, groupRef, part }: Responsibility,
    { customerRef, softwareProviderRef }: TicketSubject,
    agreement: string,
  ): string {
    const parties = {
      provider: this.deps.group,
      'software-provider': softwareProviderRef,
      customer: customerRef,
    };
    const ref = answers && (incidentsTo ?? groupRef ?? parties[answers]);
    if (ref) return ref.toLocaleLowerCase('en-US');
    throw unprocessable(
      `the agreement ${agreement} does not name the one party that answers for "${part}", so nobody would get the incident; have the agreement name it under responsibilities`,
    );
  }

  /** Whoever gets a ticket has to be able to see it. */
  private async isParty(
    ref: string,
    { customerRef, softwareProviderRef }: TicketPartyRefs,
  ): Promise<boolean> {
    const { refs, isItServiceProvider } = await this.deps.parties.resolve([
      ref,
    ]);
    return (
      isItServiceProvider ||
      ref === this.deps.group ||
      refs.includes(customerRef ?? '') ||
      refs.includes(softwareProviderRef ?? '')
    );
  }
}

/** The customer's own; else that of all environments of the stage; else what holds for everybody. */
async function agreementOf(
  client: ServiceLevelsClient,
  { serviceRef, customerRef, environmentId, stage }: TicketSubject,
): Promise<AgreementSummary | undefined> {
  const { data } = await client.GET('/agreements', {
    params: {
      query: { limit: 500, ...(!environmentId && { service: serviceRef }) },
    },
  });
  const inForce = (data?.items ?? []).filter(one => one.inForce);
  const ofService = inForce.filter(one => one.serviceRef === serviceRef);
  return (
    ofService.find(
      one => one.kind === 'special' && one.customerRef === customerRef,
    ) ??
    inForce.find(
      one =>
        one.kind === 'environments' &&
        stage !== undefined &&
        (one.stages ?? [stage]).includes(stage) &&
        (one.customerRef ?? customerRef) === customerRef,
    ) ??
    ofService.find(one => one.kind === 'general')
  );
}

async function readResponsibilities(
  client: ServiceLevelsClient,
  { agreement, version }: AgreementSummary,
): Promise<{ agreement: string; responsibilities: Responsibility[] }> {
  const { data } = await client.GET('/agreements/{agreement}/{version}', {
    params: { path: { agreement, version } },
  });
  const { responsibilities = [] } = (data?.effective ?? {}) as {
    responsibilities?: Responsibility[];
  };
  return { agreement: `${agreement}/${version}`, responsibilities };
}

/** The part that is meant; else the mixed team's; else whoever operates it. */
function choose(
  all: Responsibility[],
  part: string | undefined,
): Responsibility | undefined {
  return (
    all.find(one => one.part === part) ??
    all.find(({ team = [] }) => team.length > 1) ??
    USUAL_PARTS.map(usual => all.find(one => one.part === usual)).find(
      Boolean,
    ) ??
    all[0]
  );
}
