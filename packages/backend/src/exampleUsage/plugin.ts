import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { parse } from 'yaml';
import { ExampleMeter } from './ExampleMeter';
import { parseScenario } from './scenario';

const RETRY_MS = 3_000;
const LATE_RETRY_MS = 10_000;
const GIVE_UP_MS = 15 * 60_000;
/** Goes on measuring what still lives, so that the running month keeps running. */
const AGAIN_MS = 60 * 60_000;

/**
 * Hands a made-up year of usage in on the first start, and goes on with it.
 * It runs behind the portal's start and in development only; without
 * `exampleUsage.file` it does nothing.
 */
export const exampleUsagePlugin = createBackendPlugin({
  pluginId: 'example-usage',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, config, database, discovery, lifecycle, logger }) {
        const file = config.getOptionalString('exampleUsage.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const meter = await ExampleMeter.create({
          scenario: parseScenario(
            parse(await readFile(path.resolve(file), 'utf8')),
          ),
          auth,
          database,
          discovery,
        });
        const stopped = new AbortController();
        lifecycle.addShutdownHook(() => stopped.abort());
        lifecycle.addStartupHook(() => {
          void run();
        });

        async function run() {
          while (!stopped.signal.aborted) {
            await untilDone(RETRY_MS, async () => {
              const stored = await meter.handIn(Date.now());
              if (stored > 0) {
                logger.info(`Handed in ${stored} made-up usage events`);
              }
              return true;
            });
            await untilDone(LATE_RETRY_MS, () => meter.handInLate(Date.now()));
            await pause(AGAIN_MS);
          }
        }

        async function untilDone(
          retryMs: number,
          attempt: () => Promise<boolean>,
        ) {
          const giveUpAt = Date.now() + GIVE_UP_MS;
          let reason: unknown = 'the statements are not final yet';
          while (!stopped.signal.aborted && Date.now() < giveUpAt) {
            try {
              if (await attempt()) return;
            } catch (error) {
              // Right after the start cloud costs may not answer yet.
              reason = error;
            }
            await pause(retryMs);
          }
          if (!stopped.signal.aborted) {
            logger.warn(
              `Made-up usage could not be handed in: ${reason}. It is tried again in an hour.`,
            );
          }
        }

        function pause(ms: number) {
          return new Promise<void>(resolve => {
            const timer = setTimeout(resolve, ms);
            timer.unref();
            stopped.signal.addEventListener('abort', () => {
              clearTimeout(timer);
              resolve();
            });
          });
        }
      },
    });
  },
});
