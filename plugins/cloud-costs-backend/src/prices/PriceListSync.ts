import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  formatDocumentProblem,
  isPriceListEntity,
  validatePriceList,
  type DocumentProblem,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { applyAgreements } from './agreements';
import type { PriceListStore } from './PriceListStore';

/**
 * Takes price lists over from the catalog. The catalog is where they are written
 * down; from the moment they are stored here, they hold. So when the catalog
 * does not answer, or answers with fewer, everything keeps its price.
 */
export class PriceListSync {
  private constructor(
    private readonly deps: {
      knex: Knex;
      calendar: BillingCalendar;
      store: PriceListStore;
      catalog: Pick<CatalogService, 'getEntities'>;
      auth: AuthService;
      logger: LoggerService;
      now: () => number;
    },
  ) {}

  static create(options: {
    knex: Knex;
    calendar: BillingCalendar;
    store: PriceListStore;
    catalog: Pick<CatalogService, 'getEntities'>;
    auth: AuthService;
    logger: LoggerService;
    now?: () => number;
  }): PriceListSync {
    return new PriceListSync({ now: Date.now, ...options });
  }

  /** On one replica at a time, often enough that a merged change is soon seen. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'cloud-costs-price-lists',
      frequency: { seconds: 30 },
      timeout: { minutes: 2 },
      fn: async () => {
        await this.syncFromCatalog();
      },
    });
  }

  /** Says how many documents changed something, and how many are refused. */
  async syncFromCatalog(): Promise<{ stored: number; refused: number }> {
    const result = { stored: 0, refused: 0 };
    for (const entity of await this.readCatalog()) {
      const outcome = await this.take(entity);
      if (outcome === 'stored') result.stored += 1;
      if (outcome === 'refused') result.refused += 1;
    }
    await this.applyAgreements();
    return result;
  }

  /** Begins and ends what agreed lists price. */
  async applyAgreements(): Promise<void> {
    const { knex, calendar, store, now } = this.deps;
    await applyAgreements({
      knex,
      calendar,
      book: await store.book(),
      nowMs: now(),
    });
  }

  private async readCatalog(): Promise<Entity[]> {
    const { catalog, auth, logger } = this.deps;
    try {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'PriceList' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      const keyOf = ({ spec, metadata }: Entity) =>
        `${spec?.validFrom} ${metadata.name}`;
      return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    } catch (error) {
      logger.warn(
        `The catalog does not answer, so price lists stay as they are: ${error}`,
      );
      return [];
    }
  }

  private async take(
    entity: Entity,
  ): Promise<'stored' | 'unchanged' | 'refused'> {
    const { store, logger } = this.deps;
    const entityRef = stringifyEntityRef(entity);
    const problems: DocumentProblem[] = validatePriceList(entity);
    let outcome: 'stored' | 'unchanged' | 'refused' = 'refused';
    if (problems.length === 0 && isPriceListEntity(entity)) {
      const answer = await store.put({ spec: entity.spec, entityRef });
      outcome = answer.outcome;
      if (answer.outcome === 'refused') problems.push(answer.problem);
    }
    await store.noteProblems(entityRef, problems);
    if (problems.length > 0) {
      logger.warn(
        `${entityRef} is refused: ${problems
          .map(formatDocumentProblem)
          .join('; ')}`,
      );
    }
    return outcome;
  }
}
