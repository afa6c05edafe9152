import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isRequestTypeEntity,
  validateRequestType,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { formatDocumentProblem } from '@dualcloud/foundation-common';
import type { RequestTypeBook, WrittenType } from './RequestTypeBook';

/** Takes request types over from the catalog, where they are written down. */
export class RequestTypeSync {
  private constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      book: RequestTypeBook;
    },
  ) {}

  static create(deps: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    book: RequestTypeBook;
  }): RequestTypeSync {
    return new RequestTypeSync(deps);
  }

  /** A catalog that does not answer changes nothing. */
  async sync(): Promise<void> {
    const entities = await this.read();
    if (entities) await this.deps.book.put(this.sound(entities));
  }

  private async read(): Promise<Entity[] | undefined> {
    const { catalog, auth, logger } = this.deps;
    try {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'ServiceRequestType' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items;
    } catch (error) {
      logger.warn(
        `The catalog does not answer, so request types stay as they are: ${error}`,
      );
      return undefined;
    }
  }

  private sound(entities: Entity[]): WrittenType[] {
    return entities.filter(isRequestTypeEntity).flatMap(entity => {
      const problems = validateRequestType(entity);
      if (problems.length === 0) {
        return [{ name: entity.metadata.name, spec: entity.spec }];
      }
      this.deps.logger.warn(
        `${stringifyEntityRef(entity)} is refused: ${problems
          .map(formatDocumentProblem)
          .join('; ')}`,
      );
      return [];
    });
  }
}
