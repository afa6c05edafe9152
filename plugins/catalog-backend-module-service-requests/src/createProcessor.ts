import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY, RELATION_OWNER_OF } from '@backstage/catalog-model';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  isRequestTypeEntity,
  validateRequestType,
  validateRequestTypeText,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { DocumentProcessor, relateDocument } from '@dualcloud/foundation-node';

/** Knows the kind ServiceRequestType: checks it, and relates it to its owner. */
export function createProcessor(reader: UrlReaderService): CatalogProcessor {
  return DocumentProcessor.create({
    name: 'ServiceRequestTypeProcessor',
    kind: {
      isOfKind: isRequestTypeEntity,
      validate: validateRequestType,
      validateText: validateRequestTypeText,
      relationsOf: entity =>
        relateDocument(
          entity,
          [
            {
              ref: entity.spec.owner,
              outgoing: RELATION_OWNED_BY,
              incoming: RELATION_OWNER_OF,
            },
          ],
          { confidential: false },
        ),
    },
    reader,
  });
}
