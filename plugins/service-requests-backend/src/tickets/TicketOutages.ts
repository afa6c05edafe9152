import type { TicketDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  notAllowed,
  unprocessable,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Repeatable } from '../requests';
import { readOutageFrom } from './faultTimes';
import { instant } from './presentTicket';
import type { TicketReader } from './TicketReader';
import type { TicketService } from './TicketService';

type Deps = {
  reader: TicketReader;
  tickets: Pick<TicketService, 'work' | 'store'>;
  now: () => number;
};

/**
 * Whoever reports an incident says since when the fault is there; whether and from when
 * on that counts as an outage the IT service provider confirms. Then service levels are
 * told, and the outage begins and ends there with the incident.
 */
export class TicketOutages {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketOutages {
    return new TicketOutages(deps);
  }

  /** Once more with another time it is put right. */
  async confirm(
    caller: UserCaller,
    id: string,
    { from }: { from?: string },
    request: Repeatable,
  ): Promise<TicketDetail> {
    const { reader, tickets, now } = this.deps;
    return tickets.work(
      caller,
      id,
      request,
      async seen => {
        reader.requirePart(seen);
        if (seen.roles.has('provider')) return;
        throw notAllowed(
          'you may see this ticket, but outages are confirmed by the IT service provider',
        );
      },
      async (trx, current) => {
        if (current.kind !== 'incident') {
          throw unprocessable('only incidents are outages');
        }
        const outageFrom = readOutageFrom(current, from, now());
        return tickets.store(
          trx,
          caller,
          { ...current, outageFrom },
          {
            event: 'confirm-outage',
            details: { from: instant(outageFrom)! },
          },
        );
      },
    );
  }
}
