import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { BackgroundWork, DoneList, readDocument } from '../exampleData';
import { ExampleReporter } from './ExampleReporter';
import { parseTickets } from './scenario';

const RETRY_MS = 5_000;
const GIVE_UP_MS = 15 * 60_000;

/**
 * Reports made-up incidents, problems and changes on the first start and works on
 * them, as the example people. It runs behind the portal's start and in development
 * only; without `exampleTickets.file` it does nothing.
 */
export const exampleTicketsPlugin = createBackendPlugin({
  pluginId: 'example-tickets',
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
        const file = config.getOptionalString('exampleTickets.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const tickets = parseTickets(await readDocument(file), file);
        const done = await DoneList.create({
          database,
          table: 'example_tickets',
        });
        const reporter = ExampleReporter.create(discovery);
        BackgroundWork.start({ lifecycle, logger }, work =>
          work.untilDone({
            attempt: async () => {
              for (const ticket of await done.open(tickets)) {
                await reporter.make(ticket);
                await done.add(ticket.name);
              }
              return true;
            },
            retryMs: RETRY_MS,
            giveUpMs: GIVE_UP_MS,
            onGiveUp: reason =>
              `The made-up tickets could not be completed: ${reason}. Restart the portal to try again.`,
          }),
        );
      },
    });
  },
});
