import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  createServiceLevelsClient,
  levelReadPermission,
  SERVICE_LEVEL_DOCUMENT_TYPE,
  type ServiceLevel,
  type ServiceLevelDocument,
  type ServiceLevelsClient,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import { pluginClient } from '@dualcloud/foundation-node';

const PAGE = 100;

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
    let cursor: string | undefined;
    do {
      const page = await pageOf(client, cursor);
      for (const level of page.items) yield toDocument(level);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}

/** Nothing where there are no service levels in the portal. */
async function pageOf(client: ServiceLevelsClient, cursor?: string) {
  try {
    const { data } = await client.GET('/service-levels', {
      params: { query: { limit: PAGE, cursor } },
    });
    return data ?? { items: [] };
  } catch (error) {
    if (isNotInstalled(error)) return { items: [] };
    throw error;
  }
}

function toDocument(level: ServiceLevel): ServiceLevelDocument {
  const { id, titles, agreement, environmentName } = level;
  const names = [
    level.subjectRef,
    level.serviceRef,
    level.systemRef,
    level.customerRef,
    level.softwareProviderRef,
  ].map(ref => ref && parseEntityRef(ref).name);
  const texts = [
    titles?.en,
    titles?.de,
    agreement,
    environmentName,
    level.stage,
    ...names,
    level.availabilityClass,
    'service level, Service-Level, SLA',
  ];
  const title = titles?.en ?? titles?.de ?? agreement;
  return {
    title: environmentName ? `${environmentName}: ${title}` : title,
    text: [...new Set(texts.filter(Boolean))].join(', '),
    location: `/service-levels/levels/${encodeURIComponent(id)}`,
    authorization: { resourceRef: `commitment:${id}` },
    kind: level.kind,
    titles: titles ?? { en: agreement },
    subjectRef: level.subjectRef,
    ...(environmentName && { environmentName }),
    ...(level.customerRef && { customerRef: level.customerRef }),
  };
}
