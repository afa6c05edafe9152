import type { RootConfigService } from '@backstage/backend-plugin-api';
import type {
  OutgoingTicket,
  PulledTickets,
  PushedTicket,
  TicketConnector,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { NewsReader } from './NewsReader';
import { RequestTrackerApi } from './RequestTrackerApi';
import { readSettings, type Settings } from './settings';
import { TicketWriter } from './TicketWriter';

/**
 * Request Tracker 5. A ticket there refers to ours, by which it is found again
 * when nobody heard that it was created; what is said has a subject of its own,
 * by which it is known to have been said. So whatever is told twice is there once.
 */
export class RequestTrackerConnector implements TicketConnector {
  readonly id = 'request-tracker';

  private constructor(
    private readonly writer: TicketWriter,
    private readonly reader: NewsReader,
  ) {}

  /** @throws InputError that names the key and what it has to be */
  static fromConfig(
    config: RootConfigService,
  ): RequestTrackerConnector | undefined {
    const settings = readSettings(config);
    return settings && RequestTrackerConnector.create(settings);
  }

  static create(settings: Settings): RequestTrackerConnector {
    const api = new RequestTrackerApi(settings);
    return new RequestTrackerConnector(
      new TicketWriter(api, settings),
      new NewsReader(api, settings),
    );
  }

  async push(message: OutgoingTicket): Promise<PushedTicket> {
    return this.writer.write(message);
  }

  async pull(cursor: string | undefined): Promise<PulledTickets> {
    return this.reader.read(cursor);
  }
}
