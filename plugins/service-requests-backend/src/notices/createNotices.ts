import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { NoticeOutbox, Notifier } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { RequestTypeBook } from '../requestTypes';
import type { Settings } from '../settings';
import type { ExceptionWatch } from '../takeovers';
import { composeNotice } from './composeNotice';
import type { TakeoverNoticeDeps } from './composeTakeoverNotice';
import type { Notice, RequestNotices } from './Notice';
import { Reminder } from './Reminder';

/** Where it is written what people are told of. */
type Heard = Omit<TakeoverNoticeDeps, 'group'> & {
  book: RequestTypeBook;
  watch: ExceptionWatch;
  now: () => number;
};

/** What people are told: queued by whoever changes something, told by the worker. */
export function createNotices({
  knex,
  logger,
  notifications,
  settings,
}: {
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  settings: Settings;
}): {
  notices: RequestNotices;
  start: (scheduler: SchedulerService, deps: Heard) => Promise<void>;
} {
  const { languages } = settings.notifications;
  const notices = NoticeOutbox.create<Notice>({
    knex,
    logger,
    notifier: Notifier.create({ notifications, languages }),
  });
  return {
    notices,
    start: async (scheduler, deps) => {
      const reminder = Reminder.create({ knex, notices, now: deps.now });
      const { group, platformEngineers, timeZone } = settings;
      await scheduler.scheduleTask({
        id: 'service-requests-notices',
        frequency: { seconds: 30 },
        timeout: { minutes: 5 },
        initialDelay: { seconds: 20 },
        fn: async () => {
          await reminder.run();
          await deps.watch.run();
          await notices.deliver(notice =>
            composeNotice(notice, {
              ...deps,
              group,
              timeZone,
              holders: { platformEngineers },
            }),
          );
          await notices.forgetOld();
        },
      });
    },
  };
}
