import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  createServiceLevelsClient,
  levelReadPermission,
  SERVICE_LEVEL_DOCUMENT_TYPE,
  type ServiceLevel,
  type ServiceLevelDocument,
  type ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  everyPage,
  pluginClient,
  searchText,
} from '@dualcloud/foundation-node';

/** @public */
export type ServiceLevelCollatorOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
};

/**
 * What is agreed, one document for each service level. Nothing in it is volatile:
 * how a level stands, its page says. Who may see the level finds the document.
 * @public
 */
export class ServiceLevelCollatorFactory implements DocumentCollatorFactory {
  readonly type = SERVICE_LEVEL_DOCUMENT_TYPE;
  readonly visibilityPermission = levelReadPermission;

  private constructor(
    private readonly client: () => Promise<ServiceLevelsClient>,
  ) {}

  static create(
    options: ServiceLevelCollatorOptions,
  ): ServiceLevelCollatorFactory {
    return new ServiceLevelCollatorFactory(
      pluginClient(options, 'service-levels', createServiceLevelsClient),
    );
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents(): AsyncGenerator<ServiceLevelDocument> {
    const client = await this.client();
    const levels = everyPage(query =>
      client.GET('/service-levels', { params: { query } }),
    );
    for await (const level of levels) yield toDocument(level);
  }
}

function toDocument(level: ServiceLevel): ServiceLevelDocument {
  const { id, titles, agreement, environmentName } = level;
  const title = titles?.en ?? titles?.de ?? agreement;
  return {
    title: environmentName ? `${environmentName}: ${title}` : title,
    text: searchText(
      [
        titles?.en,
        titles?.de,
        agreement,
        environmentName,
        level.stage,
        level.availabilityClass,
        'service level, Service-Level, SLA',
      ],
      [
        level.subjectRef,
        level.serviceRef,
        level.systemRef,
        level.customerRef,
        level.softwareProviderRef,
      ],
    ),
    location: `/service-levels/levels/${encodeURIComponent(id)}`,
    authorization: { resourceRef: `commitment:${id}` },
    kind: level.kind,
    titles: titles ?? { en: agreement },
    subjectRef: level.subjectRef,
    ...(environmentName && { environmentName }),
    ...(level.customerRef && { customerRef: level.customerRef }),
  };
}
