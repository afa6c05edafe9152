import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { Connected, fingerprint, SerialLoop } from '@dualcloud/foundation-node';

/** Location of every service from an offer; it names the source, nothing is read from it. */
const LOCATION = 'service-requests:offers';

/**
 * Brings individual services from accepted offers into the catalog. A loop reads
 * them all and hands them over whenever they differ from what it handed over
 * last; events only wake it. While the plugin does not answer, everything stays.
 *
 * Every replica runs its own loop: all hand over the same.
 */
export class IndividualServiceProvider implements EntityProvider {
  private readonly connected = new Connected();
  private readonly loop: SerialLoop;
  private handedOver: string | undefined;
  private failures = 0;

  private constructor(
    private readonly options: {
      /** Throws if the plugin does not answer. */
      read: () => Promise<Entity[]>;
      logger: LoggerService;
    },
    pollMs: number,
  ) {
    this.loop = new SerialLoop({ everyMs: pollMs, run: () => this.runOnce() });
  }

  static create(options: {
    read: () => Promise<Entity[]>;
    logger: LoggerService;
    pollMs?: number;
  }): IndividualServiceProvider {
    return new IndividualServiceProvider(options, options.pollMs ?? 10_000);
  }

  getProviderName(): string {
    return 'service-requests-offers';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connected.connect(connection);
  }

  async start(): Promise<void> {
    await this.connected.connection;
    this.loop.wake();
  }

  /** Something has changed: read now. */
  wake(): void {
    this.loop.wake();
  }

  stop(): void {
    this.loop.stop();
  }

  private async runOnce(): Promise<number | undefined> {
    try {
      const entities = (await this.options.read()).map(located);
      const hash = fingerprint(entities);
      if (hash !== this.handedOver) {
        const connection = await this.connected.connection;
        await connection.applyMutation({
          type: 'full',
          entities: entities.map(entity => ({
            entity,
            locationKey: LOCATION,
          })),
        });
        this.handedOver = hash;
      }
      this.failures = 0;
      return undefined;
    } catch (error) {
      this.failures += 1;
      const waitMs = Math.min(500 * 2 ** this.failures, 30_000);
      const level = this.failures === 5 ? 'warn' : 'debug';
      this.options.logger[level](
        `Cannot read individual services from accepted offers; the catalog keeps what it has: ${error}`,
      );
      return waitMs;
    }
  }
}

function located(entity: Entity): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      },
    },
  };
}
