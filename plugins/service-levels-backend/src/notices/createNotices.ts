import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { NoticeOutbox as Outbox, Notifier } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { AgreementStore } from '../agreements';
import type { CommitmentStore } from '../commitments';
import type { Levels } from '../levels';
import type { MaintenanceStore } from '../maintenance';
import type { OutageStore } from '../outages';
import type { ReportStore } from '../reports';
import type { Settings } from '../settings';
import { composeNotice } from './composeNotice';
import { FigureWatch } from './FigureWatch';
import type { Notice, NoticeOutbox } from './NoticeOutbox';

/** What people are told: queued by whoever changes something, told by the worker. */
export type Notices = {
  outbox: NoticeOutbox;
  start: (
    scheduler: SchedulerService,
    figures: { levels: Levels; nowS: () => number },
  ) => Promise<void>;
};

export function createNotices(deps: {
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  settings: Settings['notifications'];
  agreements: AgreementStore;
  commitments: CommitmentStore;
  outages: OutageStore;
  windows: MaintenanceStore;
  reports: ReportStore;
}): Notices {
  const { notifications, settings } = deps;
  const { languages, budgetThresholds } = settings;
  const notifier = Notifier.create({ notifications, languages });
  const outbox = Outbox.create<Notice>({ ...deps, notifier });
  return {
    outbox,
    start: async (scheduler, figures) => {
      const watch = FigureWatch.create({
        ...deps,
        ...figures,
        outbox,
        thresholds: budgetThresholds,
      });
      await scheduler.scheduleTask({
        id: 'service-levels-notices',
        frequency: { minutes: 1 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        fn: async () => {
          await watch.run();
          await outbox.deliver(notice => composeNotice(notice, deps));
          await outbox.forgetOld();
        },
      });
    },
  };
}
