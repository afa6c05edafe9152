import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';

/** An event of Backstage's auditor. @public */
export type AuditEvent = { eventId: string; meta?: JsonObject; status: string };

/** What a plugin sent and told. @public */
export type Heard = {
  signals: unknown[];
  notifications: unknown[];
  events: unknown[];
  audit: AuditEvent[];
  log: string[];
};

/** In place of the services for signals, notifications and events: they remember. */
export function messengers(heard: Heard): BackendFeature[] {
  return [
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        publish: async signal => {
          heard.signals.push(signal);
        },
      }),
    }),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async notification => {
          heard.notifications.push(notification);
        },
      }),
    }),
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        publish: async event => {
          heard.events.push(event);
        },
        subscribe: async () => undefined,
      }),
    }),
  ];
}

/** In place of log and auditor: they remember. */
export function recorders(heard: Heard): BackendFeature[] {
  return [
    createServiceFactory({
      service: coreServices.auditor,
      deps: {},
      factory: () => ({
        createEvent: async ({ eventId, meta }) => ({
          success: async more => {
            heard.audit.push({
              eventId,
              meta: { ...meta, ...more?.meta },
              status: 'succeeded',
            });
          },
          fail: async more => {
            heard.audit.push({ eventId, meta: more.meta, status: 'failed' });
          },
        }),
      }),
    }),
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => listeningLogger(heard.log),
    }),
  ];
}

function listeningLogger(log: string[]): RootLoggerService {
  const note = (message: string, meta?: Error | JsonObject) => {
    log.push(
      `${message} ${meta instanceof Error ? meta.stack : JSON.stringify(meta)}`,
    );
  };
  const logger: RootLoggerService = {
    error: note,
    warn: note,
    info: note,
    debug: note,
    child: () => logger,
  };
  return logger;
}
