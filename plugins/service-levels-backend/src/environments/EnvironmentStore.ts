import type { Knex } from 'knex';
import type { EnvironmentFacts } from '../commitments';

/** An instance as it is probed. */
export type StoredInstance = {
  id: string;
  /** Entity ref. */
  ref: string;
  name: string;
  /** Its name in the environment, as blueprints have it. */
  component?: string;
  environmentRef?: string;
  serviceRef: string;
  simulated: boolean;
};

/** What the feed has told. */
export class EnvironmentStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): EnvironmentStore {
    return new EnvironmentStore(knex);
  }

  /** Live ones and those that were. */
  async all(): Promise<EnvironmentFacts[]> {
    const rows: Array<{
      id: string;
      ref: string;
      name: string;
      stage: string;
      owner_ref: string;
      system_ref: string;
      customer_ref: string | null;
      software_provider_ref: string | null;
      from_s: number | string;
      to_s: number | string | null;
    }> = await this.knex('environments').orderBy('id');
    return rows.map(row => ({
      id: row.id,
      ref: row.ref,
      name: row.name,
      stage: row.stage as EnvironmentFacts['stage'],
      ownerRef: row.owner_ref,
      systemRef: row.system_ref,
      customerRef: row.customer_ref ?? undefined,
      softwareProviderRef: row.software_provider_ref ?? undefined,
      fromS: Number(row.from_s),
      toS: row.to_s === null ? undefined : Number(row.to_s),
    }));
  }

  async liveInstances(): Promise<StoredInstance[]> {
    const rows: Array<{
      id: string;
      ref: string;
      name: string;
      component: string | null;
      environment_ref: string | null;
      service_ref: string;
      simulated: boolean | number;
    }> = await this.knex('instances').whereNull('to_s').orderBy('id');
    return rows.map(row => ({
      id: row.id,
      ref: row.ref,
      name: row.name,
      component: row.component ?? undefined,
      environmentRef: row.environment_ref ?? undefined,
      serviceRef: row.service_ref,
      simulated: Boolean(row.simulated),
    }));
  }
}
