import { createHash } from 'node:crypto';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Change } from '@dualcloud/backstage-plugin-cloud-services-common';
import { Connected, SerialLoop } from '@dualcloud/foundation-node';
import {
  environmentResource,
  instanceResource,
  LIVE_LOCATION,
} from '../live/toResource';
import type { CloudServicesSource } from './CloudServicesSource';

/**
 * Brings live environments and instances into the catalog, as Resources.
 *
 * The cloud services plugin serves a feed with one row for each object, moved to
 * the end when the object changes; rows of objects that are gone stay in it. A
 * loop reads on from its cursor and applies what it reads as delta mutations.
 * Events only wake it; without any it asks every two seconds.
 *
 * The cursor lives in memory. At the start the loop lists the entities that the
 * catalog has from us and then reads the feed from its beginning: everything
 * live is added (an unchanged entity is compared by the catalog and not
 * written), and whatever was listed but is not live is removed. The listing
 * comes first, so what is ordered meanwhile is never among the removed; and no
 * full mutation is used, which would remove what it does not know of. So a slow
 * first pass cannot undo a newer delta.
 *
 * Every replica runs its own loop. That costs a query each; it saves a lease and
 * its failures. Two loops may apply two states of one object in the wrong order,
 * but a loop that is behind reads the newer row a moment later, in the order of
 * the feed, and applies it last. A loop that dies in that moment is made good by
 * the pass at its restart, or by the daily pass of any other.
 */
export class LiveEntityProvider implements EntityProvider {
  private readonly connected = new Connected();
  private readonly loop: SerialLoop;
  private cursor: string | undefined;
  private isStarted = false;
  private firstPassAt = 0;
  private failures = 0;
  /** What is known of each live object: its entity and a hash of it, by kind and id. */
  private readonly known = new Map<string, { ref: string; hash: string }>();

  constructor(
    private readonly options: {
      source: CloudServicesSource;
      catalog: Pick<CatalogService, 'queryEntities'>;
      auth: AuthService;
      logger: LoggerService;
      namespace: string;
      pollMs?: number;
      /** After this long everything is read anew. */
      fullPassEveryMs?: number;
    },
  ) {
    this.loop = new SerialLoop({
      everyMs: options.pollMs ?? 2_000,
      run: () => this.runOnce(),
    });
  }

  getProviderName(): string {
    return 'cloud-services-live';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connected.connect(connection);
  }

  async start(): Promise<void> {
    await this.connected.connection;
    this.isStarted = true;
    this.loop.wake();
  }

  /** Something has changed: read on now. */
  wake(): void {
    if (this.isStarted) this.loop.wake();
  }

  stop(): void {
    this.loop.stop();
  }

  private async runOnce(): Promise<number | undefined> {
    const { logger, fullPassEveryMs = 24 * 60 * 60 * 1000 } = this.options;
    try {
      const isDue = Date.now() - this.firstPassAt > fullPassEveryMs;
      if (this.cursor === undefined || isDue) await this.readEverything();
      else await this.readOn();
      if (this.failures > 0) {
        logger.info('Live environments and instances are up to date again');
      }
      this.failures = 0;
      return undefined;
    } catch (error) {
      this.failures += 1;
      const waitMs = Math.min(500 * 2 ** this.failures, 30_000);
      // The plugin may still be starting; nothing is removed meanwhile.
      const level = this.failures === 5 ? 'warn' : 'debug';
      logger[level](
        `Cannot read what environments and instances there are; the catalog keeps what it has. Next try in ${
          waitMs / 1000
        } s: ${isError(error) ? error.message : error}`,
      );
      return waitMs;
    }
  }

  private async readEverything(): Promise<void> {
    const startedAt = Date.now();
    const listed = await this.listOwnEntities();
    this.known.clear();
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const page = await this.options.source.readChanges(cursor);
      // Gone rows need no removal here: what of them is in the catalog was listed.
      await this.apply(page.items.filter(change => change.live));
      cursor = page.cursor;
      more = page.more;
    }
    const live = new Set([...this.known.values()].map(({ ref }) => ref));
    await this.remove(listed.filter(ref => !live.has(ref)));
    this.cursor = cursor;
    this.firstPassAt = startedAt;
  }

  private async readOn(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.options.source.readChanges(this.cursor);
      await this.apply(page.items);
      this.cursor = page.cursor;
      more = page.more;
    }
  }

  private async apply(changes: Change[]): Promise<void> {
    const added: Entity[] = [];
    const removed: string[] = [];
    const effects: Array<() => void> = [];
    for (const change of changes) {
      const key = `${change.kind}:${change.id}`;
      const before = this.known.get(key);
      const entity = this.toEntity(change);
      if (!change.live) {
        const ref = before?.ref ?? (entity && stringifyEntityRef(entity));
        if (ref) removed.push(ref);
        effects.push(() => this.known.delete(key));
        continue;
      }
      if (!entity) continue;
      const now = {
        ref: stringifyEntityRef(entity),
        hash: createHash('sha1')
          .update(JSON.stringify(entity))
          .digest('base64'),
      };
      if (now.hash === before?.hash) continue;
      if (before && before.ref !== now.ref) removed.push(before.ref);
      added.push(entity);
      effects.push(() => this.known.set(key, now));
    }
    if (added.length > 0 || removed.length > 0) {
      const connection = await this.connected.connection;
      await connection.applyMutation({
        type: 'delta',
        added: added.map(entity => ({ entity, locationKey: LIVE_LOCATION })),
        removed: removed.map(entityRef => ({
          entityRef,
          locationKey: LIVE_LOCATION,
        })),
      });
    }
    effects.forEach(effect => effect());
  }

  private async remove(refs: string[]): Promise<void> {
    if (refs.length === 0) return;
    const connection = await this.connected.connection;
    await connection.applyMutation({
      type: 'delta',
      added: [],
      removed: refs.map(entityRef => ({
        entityRef,
        locationKey: LIVE_LOCATION,
      })),
    });
  }

  private toEntity(change: Change): Entity | undefined {
    const { namespace } = this.options;
    if (change.environment) {
      return environmentResource(change.environment, namespace);
    }
    return change.instance && instanceResource(change.instance, namespace);
  }

  /** Refs of what the catalog has from us. */
  private async listOwnEntities(): Promise<string[]> {
    const { catalog, auth } = this.options;
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const credentials = await auth.getOwnServiceCredentials();
      const page = await catalog.queryEntities(
        cursor
          ? { cursor, limit: 500 }
          : {
              filter: {
                kind: 'Resource',
                'spec.type': ['environment', 'service-instance'],
              },
              fields: [
                'kind',
                'metadata.name',
                'metadata.namespace',
                'metadata.annotations',
              ],
              limit: 500,
            },
        { credentials },
      );
      for (const entity of page.items) {
        const location =
          entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
        if (location === LIVE_LOCATION) refs.push(stringifyEntityRef(entity));
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }
}
