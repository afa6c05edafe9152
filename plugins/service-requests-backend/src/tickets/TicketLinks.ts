import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import {
  conflict,
  invalidField,
  notFound,
  unavailable,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Repeatable, RequestReader } from '../requests';
import type { TicketReader } from './TicketReader';
import type { TicketService } from './TicketService';
import type { LinkTarget, TicketStore } from './TicketStore';

type Deps = {
  store: TicketStore;
  reader: TicketReader;
  tickets: TicketService;
  requests: RequestReader;
  /** Asked as whoever links: nobody links what they may not see. */
  levels: (as: BackstageCredentials) => Promise<ServiceLevelsClient>;
  services: (as: BackstageCredentials) => Promise<CloudServicesClient>;
  now: () => number;
};

/** Ties tickets to each other, to requests, outages and environments. */
export class TicketLinks {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketLinks {
    return new TicketLinks(deps);
  }

  async link(
    caller: UserCaller,
    id: string,
    target: LinkTarget,
    request: Repeatable,
  ): Promise<TicketDetail> {
    const { tickets, reader, store, now } = this.deps;
    return tickets.work(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        if (target.kind === 'ticket' && target.id === id) {
          throw invalidField('targetId', 'another', 'is the ticket itself');
        }
        await this.requireTarget(caller, target);
      },
      async (trx, current) => {
        const by = { by: caller.ref, at: now() };
        const isNew = await store.link(trx, id, target, by);
        if (!isNew) throw conflict('they are linked already');
        return tickets.store(trx, caller, current, {
          event: 'link',
          details: { link: { ...target } },
        });
      },
    );
  }

  async unlink(
    caller: UserCaller,
    id: string,
    target: LinkTarget,
    request: Repeatable,
  ): Promise<TicketDetail> {
    const { tickets, reader, store } = this.deps;
    return tickets.work(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        await this.requireTarget(caller, target);
      },
      async (trx, current) => {
        const was = await store.unlink(trx, id, target);
        if (!was) throw notFound('link', target.id);
        return tickets.store(trx, caller, current, {
          event: 'unlink',
          details: { link: { ...target } },
        });
      },
    );
  }

  /** @throws NotFoundError, also of what there is but is not for the caller */
  private async requireTarget(
    caller: UserCaller,
    { kind, id }: LinkTarget,
  ): Promise<void> {
    const { reader, requests, levels, services } = this.deps;
    if (kind === 'ticket') await reader.see(caller, id);
    if (kind === 'request') await requests.see(caller, id);
    if (kind === 'outage') {
      await ask('service levels', { kind, id }, async () => {
        const client = await levels(caller.credentials);
        await client.GET('/outages/{outageId}', {
          params: { path: { outageId: id } },
        });
      });
    }
    if (kind === 'environment') {
      await ask('cloud services', { kind, id }, async () => {
        const client = await services(caller.credentials);
        await client.GET('/environments/{environmentId}', {
          params: { path: { environmentId: id } },
        });
      });
    }
  }
}

async function ask(
  plugin: string,
  { kind, id }: LinkTarget,
  question: () => Promise<void>,
): Promise<void> {
  try {
    await question();
  } catch (error) {
    if (isNotInstalled(error)) {
      throw unprocessable(
        `${kind}s come from the ${plugin} plugin, which is not installed here`,
      );
    }
    if ((error as { statusCode?: number }).statusCode === 404) {
      throw notFound(kind, id);
    }
    throw unavailable(
      `the ${plugin} plugin does not answer; nothing was stored, try again in a moment`,
    );
  }
}
