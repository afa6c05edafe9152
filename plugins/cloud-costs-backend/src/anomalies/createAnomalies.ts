import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  AuditLog,
  IdempotencyStore,
  Notifier,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { createTeller } from '../signals';
import { AnomalyFinder } from './AnomalyFinder';
import { AnomalyNotices } from './AnomalyNotices';
import { AnomalyService } from './AnomalyService';
import { AnomalyTask } from './AnomalyTask';
import type { Limits } from './findAnomalies';

/** Ties the parts of this room together. */
export function createAnomalies(options: {
  knex: Knex;
  access: Access;
  audit: AuditLog;
  calendar: BillingCalendar;
  events: EventsService;
  idempotency: IdempotencyStore;
  lifecycle: LifecycleService;
  limits: Limits;
  logger: LoggerService;
  notifier: Notifier;
  priceBook: () => Promise<PriceBook>;
  scheduler: SchedulerService;
  signals: SignalsService;
}): { anomalies: AnomalyService; task: AnomalyTask } {
  const notices = AnomalyNotices.create(options);
  const finder = AnomalyFinder.create({ ...options, notices });
  const task = AnomalyTask.create({ ...options, finder });
  const tell = createTeller(options);
  finder.onLooked(() => tell('anomalies'));
  options.lifecycle.addShutdownHook(() => task.stop());
  return { anomalies: AnomalyService.create(options), task };
}
