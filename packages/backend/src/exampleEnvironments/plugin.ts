import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { parse } from 'yaml';
import { parseExampleOrders, type ExampleOrder } from './exampleOrders';
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

        const orders = parseExampleOrders(
          parse(await readFile(path.resolve(file), 'utf8')),
        );
        const orderer = await ExampleOrderer.create({ database, discovery });
        const stopped = new AbortController();
        lifecycle.addShutdownHook(() => stopped.abort());
        lifecycle.addStartupHook(() => {
          void orderAll(orders);
        });

        async function orderAll(all: ExampleOrder[]) {
          const giveUpAt = Date.now() + GIVE_UP_MS;
          let open = await orderer.notYetOrdered(all);
          while (open.length > 0 && !stopped.signal.aborted) {
            const failed: ExampleOrder[] = [];
            let reason = '';
            for (const order of open) {
              try {
                await orderer.order(order);
                logger.info(`Ordered the example environment ${order.name}`);
              } catch (error) {
                // Right after the start the catalog does not know everything yet.
                reason = `${order.name}: ${error}`;
                failed.push(order);
              }
            }
            open = failed;
            if (open.length > 0 && Date.now() > giveUpAt) {
              logger.warn(
                `${open.length} example environments could not be ordered; the last reason: ${reason}. Restart the portal to try again.`,
              );
              return;
            }
            if (open.length > 0) {
              await new Promise(resolve => setTimeout(resolve, RETRY_MS));
            }
          }
        }
      },
    });
  },
});
