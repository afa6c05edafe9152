import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { createServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { BackgroundWork, DoneList, readDocument } from '../exampleData';
import { ExampleReporter } from './ExampleReporter';
import { type ExampleIncident, generateIncidents } from './generate';
import { parseLevelScenario } from './scenario';

const RETRY_MS = 3_000;
const GIVE_UP_MS = 15 * 60_000;
const SOURCE = 'example-desk';

/**
 * Hands a made-up year of incidents in on the first start, as a service desk would,
 * and releases the reports about it, as one of the example people. It runs behind
 * the portal's start and in development only; without `exampleServiceLevels.file`
 * it does nothing.
 */
export const exampleServiceLevelsPlugin = createBackendPlugin({
  pluginId: 'example-service-levels',
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
        const file = config.getOptionalString('exampleServiceLevels.file');
        if (!file || !config.has('auth.providers.example-people')) return;

        const scenario = parseLevelScenario(await readDocument(file));
        const done = await DoneList.create({
          database,
          table: 'example_service_levels',
        });
        const client = await createServiceLevelsClient({
          discoveryApi: discovery,
          getToken: async () => {
            const { token } = await auth.getPluginRequestToken({
              onBehalfOf: await auth.getOwnServiceCredentials(),
              targetPluginId: 'service-levels',
            });
            return token;
          },
        });
        BackgroundWork.start({ lifecycle, logger }, work =>
          work.untilDone({
            attempt: makeUp,
            retryMs: RETRY_MS,
            giveUpMs: GIVE_UP_MS,
            onGiveUp: reason =>
              `The made-up year of service levels could not be completed: ${reason}. Restart the portal to try again.`,
          }),
        );

        /** Once; later starts leave the year as it is. */
        async function makeUp(): Promise<boolean> {
          const now = Date.now();
          const reporter = await ExampleReporter.create({
            discovery,
            scenario,
            now,
          });
          const incidents = generateIncidents(scenario, now);
          const steps = [
            {
              name: 'incidents',
              isReady: areAgreementsThere,
              // History is no news; what comes late is.
              take: () =>
                handIn(
                  incidents.filter(one => !one.isLate),
                  { backfill: true },
                ),
            },
            {
              name: 'reports',
              isReady: () => reporter.isReady(),
              take: async () => {
                const released = await reporter.release();
                logger.info(`Released ${released} made-up service reports`);
              },
            },
            {
              name: 'late incidents',
              take: () => handIn(incidents.filter(one => one.isLate)),
            },
            { name: 'corrections', take: () => reporter.correct() },
          ];
          for (const { name, isReady, take } of await done.open(steps)) {
            if (isReady && !(await isReady())) return false;
            await take();
            await done.add(name);
          }
          return true;
        }

        async function handIn(
          incidents: ExampleIncident[],
          how: { backfill?: boolean } = {},
        ): Promise<void> {
          for (const { id, report } of incidents) {
            await client.PUT('/incidents/{source}/{incidentId}', {
              params: { path: { source: SOURCE, incidentId: id } },
              body: { ...report, ...how },
            });
          }
          logger.info(`Handed in ${incidents.length} made-up incidents`);
        }

        async function areAgreementsThere(): Promise<boolean> {
          const { data } = await client.GET('/service-levels', {
            params: { query: { limit: 1 } },
          });
          return (data?.items.length ?? 0) > 0;
        }
      },
    });
  },
});
