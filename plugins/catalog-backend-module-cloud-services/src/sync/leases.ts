import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Leases } from '@dualcloud/foundation-node';
import { LEASE_MS } from './ExclusiveRuns';

/** The leases of this module, in the catalog's database. */
export async function openLeases(database: DatabaseService): Promise<Leases> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@dualcloud/backstage-plugin-catalog-backend-module-cloud-services',
        'migrations',
      ),
      // The catalog keeps its own migrations in the same database.
      tableName: 'cloud_services_knex_migrations',
    });
  }
  return Leases.create(knex, { leaseMs: LEASE_MS });
}
