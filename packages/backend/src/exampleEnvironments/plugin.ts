import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { BackgroundWork, readDocument } from '../exampleData';
import { parseExampleOrders } from './exampleOrders';
import { ExampleOrderer } from './ExampleOrderer';

const RETRY_MS = 3_000;
const GIVE_UP_MS = 10 * 60_000;

/**
 * Orders the example environments on the first start, as the people whose they
 * are and through the same API as anybody else, so that they really exist at
 * the broker. It runs behind the portal's start and needs the example people's
 * sign-in; without `exampleEnvironments.file` it does nothing.
 */
export const exampleEnvironmentsPlugin = createBackendPlugin({
  pluginId: 'example-environments',
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
        const file = config.getOptionalString('exampleEnvironments.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const orders = parseExampleOrders(await readDocument(file));
        const orderer = await ExampleOrderer.create({ database, discovery });
        BackgroundWork.start({ lifecycle, logger }, work =>
          work.untilDone({
            attempt: orderOpen,
            retryMs: RETRY_MS,
            giveUpMs: GIVE_UP_MS,
            onGiveUp: reason =>
              `Not all example environments could be ordered; the last reason: ${reason}. Restart the portal to try again.`,
          }),
        );

        /** Each that fails is tried again, as the catalog does not know everything at first. */
        async function orderOpen(): Promise<boolean> {
          let failure: Error | undefined;
          for (const order of await orderer.notYetOrdered(orders)) {
            try {
              await orderer.order(order);
              logger.info(`Ordered the example environment ${order.name}`);
            } catch (error) {
              failure = new Error(`${order.name}: ${error}`);
            }
          }
          if (failure) throw failure;
          return true;
        }
      },
    });
  },
});
