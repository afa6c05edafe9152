import { shortName } from '../../state/Vault';
import type { BindingRecord, InstanceRecord } from '../types';

/** Names in the cluster. They consist of [a-z0-9_] only, and are the same each time an operation is repeated. */
export interface TenantNames {
  database: string;
  owner: string;
  reader: string;
}

export const OWNER_PREFIX = 'own_';
export const READER_PREFIX = 'ro_';
export const LOGIN_PREFIX = 'u_';

export function tenantNames(instance: InstanceRecord): TenantNames {
  const short = shortName(instance.id);
  const prefix = (instance.parameters.databaseName as string) ?? 'app';
  return {
    database: `${prefix}_${short}`,
    owner: `${OWNER_PREFIX}${short}`,
    reader: `${READER_PREFIX}${short}`,
  };
}

export function loginName(binding: BindingRecord): string {
  return `${LOGIN_PREFIX}${shortName(binding.id)}`;
}
