import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { BackgroundWork, DoneList, readDocument } from '../exampleData';
import { ExampleRequester } from './ExampleRequester';
import { parseRequests } from './scenario';

const RETRY_MS = 5_000;
const GIVE_UP_MS = 15 * 60_000;

/**
 * Files made-up requests on the first start and works on them, as the example
 * people. It runs behind the portal's start and in development only; without
 * `exampleRequests.file` it does nothing.
 */
export const exampleRequestsPlugin = createBackendPlugin({
  pluginId: 'example-requests',
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
        const file = config.getOptionalString('exampleRequests.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const requests = parseRequests(await readDocument(file), file);
        const done = await DoneList.create({
          database,
          table: 'example_requests',
        });
        const requester = ExampleRequester.create(discovery);
        BackgroundWork.start({ lifecycle, logger }, work =>
          work.untilDone({
            attempt: async () => {
              for (const request of await done.open(requests)) {
                await requester.make(request);
                await done.add(request.name);
              }
              return true;
            },
            retryMs: RETRY_MS,
            giveUpMs: GIVE_UP_MS,
            onGiveUp: reason =>
              `The made-up requests could not be completed: ${reason}. Restart the portal to try again.`,
          }),
        );
      },
    });
  },
});
