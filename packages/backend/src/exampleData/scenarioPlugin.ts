import {
  coreServices,
  createBackendPlugin,
  type DiscoveryService,
} from '@backstage/backend-plugin-api';
import { BackgroundWork } from './BackgroundWork';
import { DoneList } from './DoneList';
import { readDocument } from './readDocument';

const RETRY_MS = 5_000;
const GIVE_UP_MS = 15 * 60_000;

/**
 * A plugin that makes what a scenario tells, one after the other, on the portal's
 * first start. It runs behind the start and in development only; without its file
 * in the configuration it does nothing.
 */
export function scenarioPlugin<T extends { name: string }>(options: {
  /** In the plural: `tickets`. */
  what: string;
  /** Key in the configuration: `exampleTickets`. */
  configKey: string;
  parse: (document: unknown, file: string) => T[];
  /** Whoever makes one of them, signed in as the example people. */
  maker: (discovery: DiscoveryService) => { make(one: T): Promise<void> };
}) {
  const { what, configKey, parse, maker } = options;
  return createBackendPlugin({
    pluginId: `example-${what}`,
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
          const file = config.getOptionalString(`${configKey}.file`);
          if (!file || !config.has('auth.providers.example-people')) return;

          const all = parse(await readDocument(file), file);
          const table = `example_${what}`;
          const done = await DoneList.create({ database, table });
          const made = maker(discovery);
          BackgroundWork.start({ lifecycle, logger }, work =>
            work.untilDone({
              attempt: async () => {
                for (const one of await done.open(all)) {
                  await made.make(one);
                  await done.add(one.name);
                }
                return true;
              },
              retryMs: RETRY_MS,
              giveUpMs: GIVE_UP_MS,
              onGiveUp: reason =>
                `The made-up ${what} could not be completed: ${reason}. Restart the portal to try again.`,
            }),
          );
        },
      });
    },
  });
}
