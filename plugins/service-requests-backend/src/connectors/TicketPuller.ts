import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TicketConnector } from '@dualcloud/backstage-plugin-service-requests-node';
import type { Lease, Leases } from '@dualcloud/foundation-node';
import type { ConnectorStates } from './ConnectorStates';
import { isRefusal, type TicketIntake } from './TicketIntake';

type Deps = {
  leases: Leases;
  connectors: readonly TicketConnector[];
  states: ConnectorStates;
  intake: TicketIntake;
  logger: LoggerService;
};

/**
 * Reads ticket systems that do not tell by themselves. The cursor is stored when
 * everything before it is taken; what is read twice is taken once by its id.
 */
export class TicketPuller {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): TicketPuller {
    return new TicketPuller(deps);
  }

  /** Never throws. */
  async pull(): Promise<void> {
    const { connectors, leases, logger, states } = this.deps;
    for (const connector of connectors) {
      const { id } = connector;
      if (!connector.pull) continue;
      try {
        if (!(await states.mayTry(id, 'read'))) continue;
        await leases.run(`connector-pull-${id}`, lease =>
          this.pullOne(connector, lease),
        );
      } catch (error) {
        logger.warn(`${id} could not be read: ${error}`);
        await states.failed(id, 'read', error).catch(() => undefined);
      }
    }
  }

  private async pullOne(
    connector: TicketConnector,
    lease: Lease,
  ): Promise<void> {
    const { states, intake, logger } = this.deps;
    const { id } = connector;
    const known = await states.get(id, 'read');
    const pulled = await connector.pull!(known?.cursor ?? undefined);
    for (const ticket of pulled.tickets) {
      if (!(await lease.renew())) return;
      try {
        await intake.take(id, ticket);
      } catch (error) {
        // It is noted, and would be no other the next time.
        if (!isRefusal(error)) throw error;
        logger.debug(`A ticket of ${id} was not taken in: ${error}`);
      }
    }
    await states.worked(id, 'read', pulled.cursor);
  }
}
