import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AuditLog,
  IdempotencyStore,
  Notifier,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { AnomalyFinder } from './AnomalyFinder';
import { AnomalyNotices } from './AnomalyNotices';
import { AnomalyService } from './AnomalyService';
import type { Limits } from './findAnomalies';

/** Ties the parts of this room together. */
export function createAnomalies(options: {
  knex: Knex;
  access: Access;
  audit: AuditLog;
  calendar: BillingCalendar;
  idempotency: IdempotencyStore;
  limits: Limits;
  logger: LoggerService;
  notifier: Notifier;
  priceBook: () => Promise<PriceBook>;
  now?: () => number;
}): { anomalies: AnomalyService; finder: AnomalyFinder } {
  const notices = AnomalyNotices.create(options);
  return {
    anomalies: AnomalyService.create(options),
    finder: AnomalyFinder.create({ ...options, notices }),
  };
}
