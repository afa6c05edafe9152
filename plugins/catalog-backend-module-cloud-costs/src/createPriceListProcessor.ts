import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  isPriceListEntity,
  parsePriceListText,
  validatePriceList,
  type PriceListEntity,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { DocumentProcessor } from '@dualcloud/foundation-node';
import { relationsOf } from './relationsOf';

/**
 * Knows the kind PriceList: checks it and relates it to its owner and the
 * services that it prices.
 */
export function createPriceListProcessor(
  reader: UrlReaderService,
): DocumentProcessor<PriceListEntity> {
  return DocumentProcessor.create({
    name: 'PriceListProcessor',
    kind: {
      isOfKind: isPriceListEntity,
      validate: validatePriceList,
      validateText: (text, name) => parsePriceListText(text, { name }).problems,
      relationsOf,
    },
    reader,
  });
}
