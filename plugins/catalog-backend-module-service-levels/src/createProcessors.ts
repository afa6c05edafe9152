import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import {
  isServiceCalendarEntity,
  isServiceLevelAgreementEntity,
  validateAgreement,
  validateCalendar,
  validateInText,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { DocumentProcessor } from '@dualcloud/foundation-node';
import { relationsOfAgreement, relationsOfCalendar } from './relationsOf';

/**
 * Know the kinds ServiceLevelAgreement and ServiceCalendar: check them, and
 * relate them to their owner, and agreements to service and calendar.
 */
export function createProcessors(reader: UrlReaderService): CatalogProcessor[] {
  return [
    DocumentProcessor.create({
      name: 'ServiceLevelAgreementProcessor',
      kind: {
        isOfKind: isServiceLevelAgreementEntity,
        validate: validateAgreement,
        validateText: (text, name) =>
          validateInText(text, { kind: 'ServiceLevelAgreement', name }),
        relationsOf: relationsOfAgreement,
      },
      reader,
    }),
    DocumentProcessor.create({
      name: 'ServiceCalendarProcessor',
      kind: {
        isOfKind: isServiceCalendarEntity,
        validate: validateCalendar,
        validateText: (text, name) =>
          validateInText(text, { kind: 'ServiceCalendar', name }),
        relationsOf: relationsOfCalendar,
      },
      reader,
    }),
  ];
}
