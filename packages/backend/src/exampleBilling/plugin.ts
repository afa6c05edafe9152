import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { BackgroundWork, readDocument } from '../exampleData';
import { parseExampleBilling } from './exampleBilling';
import { ExampleBookkeeper } from './ExampleBookkeeper';

const RETRY_MS = 5_000;
const GIVE_UP_MS = 20 * 60_000;

/**
 * Sets the example budgets on the first start, grants credits and saves views, as
 * the people whose they are and through the same API as anybody else. It runs
 * behind the portal's start, once the made-up year has been rated, and needs the
 * example people's sign-in; without `exampleBilling.file` it does nothing.
 */
export const exampleBillingPlugin = createBackendPlugin({
  pluginId: 'example-billing',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, database, discovery, lifecycle, logger }) {
        const file = config.getOptionalString('exampleBilling.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const bookkeeper = await ExampleBookkeeper.create({
          billing: parseExampleBilling(await readDocument(file)),
          database,
          discovery,
        });
        BackgroundWork.start({ lifecycle, logger }, work =>
          work.untilDone({
            attempt: () => bookkeeper.keep(new Date()),
            retryMs: RETRY_MS,
            giveUpMs: GIVE_UP_MS,
            onGiveUp: reason =>
              `Not all example budgets and credits could be set up; the last reason: ${reason}. Restart the portal to try again.`,
          }),
        );
      },
    });
  },
});
