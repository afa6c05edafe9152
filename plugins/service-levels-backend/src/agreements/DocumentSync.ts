import type {
  AuthService,
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  checkAgreementAmong,
  type DocumentProblem,
  isServiceCalendarEntity,
  isServiceLevelAgreementEntity,
  type ServiceLevelAgreementEntity,
  validateAgreement,
  validateCalendar,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  formatDocumentProblem,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  deriveCommitments,
  type EnvironmentFacts,
  storeCommitments,
} from '../commitments';
import type { AgreementBook } from './AgreementBook';
import type { AgreementStore } from './AgreementStore';
import { checkChange } from './checkChange';
import { findHolidayProblems } from './findHolidayProblems';
import { locateProblems } from './locateProblems';
import { readServices } from './readServices';

type Deps = {
  knex: Knex;
  store: AgreementStore;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  environments: () => Promise<EnvironmentFacts[]>;
  reader: UrlReaderService;
  nowS: () => number;
  /** What is to follow whenever commitments were brought up to date. */
  onApplied: () => Promise<void>;
};

/**
 * Takes agreements and calendars over from the catalog, and applies them. The
 * catalog is where they are written down; from the moment they are stored here,
 * they hold. So when the catalog does not answer, or answers with fewer, every
 * promise stays.
 */
export class DocumentSync {
  private constructor(private readonly deps: Deps) {}

  static create(deps: Deps): DocumentSync {
    return new DocumentSync(deps);
  }

  /** On one replica at a time, often enough that a merged change is soon seen. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'service-levels-documents',
      frequency: { seconds: 30 },
      timeout: { minutes: 2 },
      fn: () => this.sync(),
    });
  }

  async sync(): Promise<void> {
    const entities = await this.readCatalog();
    for (const entity of entities) {
      if (isServiceCalendarEntity(entity)) await this.takeCalendar(entity);
    }
    const agreements = entities
      .filter(isServiceLevelAgreementEntity)
      .sort(byPrecedence);
    for (const entity of agreements) await this.takeAgreement(entity);
    await this.applyAgreements();
  }

  /** Brings commitments up to date with agreements, services and environments. */
  async applyAgreements(): Promise<void> {
    const { knex, store, environments, nowS } = this.deps;
    const services = await readServices(this.deps);
    if (!services) return;
    const derived = deriveCommitments({
      book: await store.book(),
      services,
      environments: await environments(),
    });
    await transact(knex, trx => storeCommitments(trx, derived, nowS()));
    await this.deps.onApplied();
  }

  private async readCatalog(): Promise<Entity[]> {
    const { catalog, auth, logger } = this.deps;
    try {
      const { items } = await catalog.getEntities(
        { filter: { kind: ['ServiceCalendar', 'ServiceLevelAgreement'] } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items;
    } catch (error) {
      logger.warn(
        `The catalog does not answer, so agreements stay as they are: ${error}`,
      );
      return [];
    }
  }

  private async takeCalendar(entity: Entity): Promise<void> {
    const { knex, store } = this.deps;
    const ref = stringifyEntityRef(entity);
    let problems: DocumentProblem[] = validateCalendar(entity);
    if (problems.length === 0 && isServiceCalendarEntity(entity)) {
      const { spec } = entity;
      problems = await this.locate(entity, findHolidayProblems(spec.holidays));
      if (problems.length === 0) {
        await transact(knex, trx => store.putCalendar(trx, ref, spec));
      }
    }
    await this.note(ref, problems);
  }

  private async takeAgreement(
    entity: ServiceLevelAgreementEntity,
  ): Promise<void> {
    const { knex, store, nowS } = this.deps;
    const entityRef = stringifyEntityRef(entity);
    let problems: DocumentProblem[] = validateAgreement(entity);
    if (problems.length === 0) {
      const { spec } = entity;
      const book = await store.book();
      problems = await this.locate(entity, [
        ...checkAgainst(book, spec),
        ...checkChange(book, spec, nowS()),
      ]);
      if (problems.length === 0) {
        await transact(knex, trx =>
          store.putAgreement(trx, { spec, entityRef }),
        );
      }
    }
    await this.note(entityRef, problems);
  }

  private locate(
    entity: Entity,
    problems: LocatedProblem[],
  ): Promise<DocumentProblem[]> {
    return locateProblems(entity, problems, this.deps.reader);
  }

  private async note(
    entityRef: string,
    problems: DocumentProblem[],
  ): Promise<void> {
    await this.deps.store.noteProblems(entityRef, problems);
    if (problems.length === 0) return;
    this.deps.logger.warn(
      `${entityRef} is refused: ${problems
        .map(formatDocumentProblem)
        .join('; ')}`,
    );
  }
}

/** What the rules between documents have against one more version. */
export function checkAgainst(
  book: AgreementBook,
  spec: ServiceLevelAgreementEntity['spec'],
): LocatedProblem[] {
  const others = book.versions
    .map(version => version.spec)
    .filter(
      one => one.agreement !== spec.agreement || one.version !== spec.version,
    );
  return checkAgreementAmong(
    {
      agreements: [...others, spec],
      calendars: new Map(book.calendars.map(one => [one.ref, one.spec])),
    },
    others.length,
  );
}

/** General parts first: special ones refine them. */
function byPrecedence(
  a: ServiceLevelAgreementEntity,
  b: ServiceLevelAgreementEntity,
): number {
  const keyOf = ({ spec, metadata }: ServiceLevelAgreementEntity) =>
    `${spec.scope.type === 'special' ? 1 : 0} ${spec.validFrom} ${
      metadata.name
    }`;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
