import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCloudServiceEntity,
  type CloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';

const BATCH_WINDOW_MS = 20;
const MAX_BATCH = 200;
const KEEP_MS = 5_000;
const MAX_KEPT = 2_000;

type Waiting = {
  resolve: (service: CloudServiceEntity | undefined) => void;
  reject: (error: unknown) => void;
};

/**
 * Reads cloud services from the catalog for the rules that look beyond one
 * entity. Ten thousand services that are built on the same few would ask ten
 * thousand times: questions of the same moment go in one request, and answers
 * are kept for a few seconds. What is read late is found by the next refresh
 * (see {@link Dependents}).
 */
export class ServiceReader {
  private readonly kept = new Map<
    string,
    { until: number; service: CloudServiceEntity | undefined }
  >();
  private readonly waiting = new Map<string, Waiting[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: {
      catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
      auth: AuthService;
      logger: LoggerService;
      /** How long to try again while the catalog's own API is not up yet. */
      patienceMs?: number;
    },
  ) {}

  /**
   * Reads services by their full refs; `undefined` for one that is not there.
   * @throws when the catalog cannot be read
   */
  async read(
    refs: readonly string[],
  ): Promise<Map<string, CloudServiceEntity | undefined>> {
    const entries = await Promise.all(
      [...new Set(refs)].map(
        async ref => [ref, await this.readOne(ref)] as const,
      ),
    );
    return new Map(entries);
  }

  /** Forgets what was kept of a service. */
  forget(ref: string): void {
    this.kept.delete(ref);
  }

  private readOne(ref: string): Promise<CloudServiceEntity | undefined> {
    const kept = this.kept.get(ref);
    if (kept && kept.until > Date.now()) return Promise.resolve(kept.service);
    return new Promise((resolve, reject) => {
      const others = this.waiting.get(ref);
      if (others) others.push({ resolve, reject });
      else this.waiting.set(ref, [{ resolve, reject }]);
      this.timer ??= setTimeout(() => this.flush(), BATCH_WINDOW_MS);
    });
  }

  private flush(): void {
    this.timer = undefined;
    const all = [...this.waiting];
    this.waiting.clear();
    for (let start = 0; start < all.length; start += MAX_BATCH) {
      const batch = all.slice(start, start + MAX_BATCH);
      this.fetchWithPatience(batch.map(([ref]) => ref)).then(
        services =>
          batch.forEach(([ref, waiting], index) => {
            this.keep(ref, services[index]);
            waiting.forEach(one => one.resolve(services[index]));
          }),
        error =>
          batch.forEach(([, waiting]) =>
            waiting.forEach(one => one.reject(error)),
          ),
      );
    }
  }

  private keep(ref: string, service: CloudServiceEntity | undefined): void {
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(ref, { until: Date.now() + KEEP_MS, service });
  }

  /** While the backend starts, entities are processed before the API listens. */
  private async fetchWithPatience(
    refs: string[],
  ): Promise<Array<CloudServiceEntity | undefined>> {
    const giveUpAt = Date.now() + (this.options.patienceMs ?? 15_000);
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        return await this.fetch(refs);
      } catch (error) {
        if (Date.now() + pauseMs > giveUpAt) throw error;
        this.options.logger.debug(
          `Cannot read the catalog yet: ${
            isError(error) ? error.message : error
          }`,
        );
        await new Promise(resolve => setTimeout(resolve, pauseMs));
      }
    }
  }

  private async fetch(
    refs: string[],
  ): Promise<Array<CloudServiceEntity | undefined>> {
    const credentials = await this.options.auth.getOwnServiceCredentials();
    const { items } = await this.options.catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials },
    );
    return items.map(item =>
      item && isCloudServiceEntity(item) ? item : undefined,
    );
  }
}
