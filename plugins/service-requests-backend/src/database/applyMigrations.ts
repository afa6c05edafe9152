import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { applyMigrations as apply } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@dualcloud/backstage-plugin-service-requests-backend',
  'migrations',
);

/** Brings the plugin's tables up to date and hands out the connection. */
export function applyMigrations(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
): Promise<Knex> {
  return apply(database, MIGRATIONS);
}
