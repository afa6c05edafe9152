/*
 * The engine as a process of its own, without a backend around it: it starts in
 * under a second, so that it can be killed a thousand times.
 *
 *   ENGINE_PROCESS='{"connection": …, "driverModule": …, "brokers": …}' tsx engineProcess.ts
 *
 * It writes one JSON line when it has started and one with its figures each
 * second, and stops on SIGTERM. It has no key to encrypt credentials with and
 * throws them away.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CloudServiceDriver } from '@dualcloud/backstage-plugin-cloud-services-node';
import knexFactory, { type Knex } from 'knex';
import {
  createProvisioningEngine,
  type ProvisioningEngineOptions,
} from './createProvisioningEngine';

/** Value of the environment variable `ENGINE_PROCESS`, as JSON. */
export type EngineProcessSettings = {
  connection: Knex.PgConnectionConfig | string;
  /** Exports `createOsbDriver`. */
  driverModule: string;
  brokers: Record<string, { url: string; auth: object }>;
  options?: ProvisioningEngineOptions['options'];
};

type DriverModule = {
  createOsbDriver(options: {
    brokerName: string;
    url: string;
    auth: object;
  }): CloudServiceDriver;
};

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function createLogger(): LoggerService {
  const at = (level: string) => (message: string) => print({ level, message });
  const logger: LoggerService = {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: () => {},
    child: () => logger,
  };
  return logger;
}

async function main(): Promise<void> {
  const settings: EngineProcessSettings = JSON.parse(
    process.env.ENGINE_PROCESS ?? '{}',
  );
  const { createOsbDriver }: DriverModule = await import(settings.driverModule);
  const drivers = new Map(
    Object.entries(settings.brokers).map(([brokerName, broker]) => [
      brokerName,
      createOsbDriver({ brokerName, ...broker }),
    ]),
  );
  const knex = knexFactory({
    client: 'pg',
    connection: settings.connection,
    pool: { min: 0, max: 4 },
  });
  const engine = createProvisioningEngine({
    database: knex,
    drivers,
    logger: createLogger(),
    credentialSink: { seal: async () => {} },
    observer: { orderChanged: () => {} },
    options: settings.options,
  });
  engine.start();
  print({ started: true });
  const figures = setInterval(() => print(engine.statistics()), 1_000);
  process.once('SIGTERM', async () => {
    clearInterval(figures);
    await engine.stop();
    await knex.destroy();
    process.exit(0);
  });
}

main().catch(error => {
  print({ level: 'error', message: String(error?.stack ?? error) });
  process.exit(1);
});
