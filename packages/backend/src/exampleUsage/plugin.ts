import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { BackgroundWork, readDocument, type Attempts } from '../exampleData';
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
          scenario: parseScenario(await readDocument(file)),
          auth,
          database,
          discovery,
        });
        BackgroundWork.start({ lifecycle, logger }, async work => {
          while (!work.isStopped) {
            await work.untilDone({ ...patience(RETRY_MS), attempt: handIn });
            await work.untilDone({
              ...patience(LATE_RETRY_MS),
              attempt: () => meter.handInLate(Date.now()),
            });
            await work.pause(AGAIN_MS);
          }
        });

        async function handIn(): Promise<boolean> {
          const stored = await meter.handIn(Date.now());
          if (stored > 0)
            logger.info(`Handed in ${stored} made-up usage events`);
          return true;
        }
      },
    });
  },
});

function patience(retryMs: number): Omit<Attempts, 'attempt'> {
  return {
    retryMs,
    giveUpMs: GIVE_UP_MS,
    onGiveUp: reason =>
      `Made-up usage could not be handed in: ${reason}. It is tried again in an hour.`,
  };
}
