import type { Entity } from '@backstage/catalog-model';

/** People of the example state, and the groups that their tokens name. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/miriam.vogt': ['group:default/kraftfahrtamt-fachbereich'],
  'user:default/henrik.maas': ['group:default/kraftfahrtamt-haushalt'],
  'user:default/greta.holm': ['group:default/kraftfahrtamt-haushalt'],
  'user:default/ole.hansen': ['group:default/umweltamt'],
  'user:default/tobias.lenz': ['group:default/team-kfz-portal'],
  'user:default/frauke.petersen': ['group:default/datenwerft'],
  'user:default/paul.richter': ['group:default/service-management'],
  'user:default/selin.aydin': ['group:default/platform-engineering'],
  'user:default/otto.niemand': [],
};

/** Under `serviceRequests`. */
export const CONFIG = {
  workers: { enabled: false },
  group: 'group:default/service-management',
  acceptance: {
    fourEyesAbove: '20000',
    authorised: {
      'group:default/kraftfahrtamt': ['group:default/kraftfahrtamt-haushalt'],
    },
  },
};

function entity(
  kind: string,
  name: string,
  spec: object,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
    relations,
  };
}

function group(name: string, type: string, parent?: string): Entity {
  return entity(
    'Group',
    name,
    { type, children: [] },
    parent ? [{ type: 'childOf', targetRef: `group:default/${parent}` }] : [],
  );
}

/** An individual service of the Kraftfahrtamt in operation. */
export const KFZ_ZULASSUNG = {
  lane: 'individual',
  tier: 'saas',
  lifecycle: 'production',
  version: '2',
  owner: 'group:default/service-management',
  customers: ['group:default/kraftfahrtamt'],
  softwareProvider: 'group:default/softwerk-nord',
  system: 'system:default/kfz-portal',
  networkZones: ['state-network'],
  endpoints: [],
  dataLocation: 'Rechenzentrum Nordmark',
  protectionLevel: 'high',
  stages: ['production'],
};

/** The catalog of the example state, as far as requests depend on it. */
export function nordmark(): Entity[] {
  return [
    group('kraftfahrtamt', 'agency'),
    group('kraftfahrtamt-fachbereich', 'team', 'kraftfahrtamt'),
    group('kraftfahrtamt-haushalt', 'team', 'kraftfahrtamt'),
    group('umweltamt', 'agency'),
    group('softwerk-nord', 'software-provider'),
    group('team-kfz-portal', 'team', 'softwerk-nord'),
    group('datenwerft', 'software-provider'),
    group('landes-it', 'it-service-provider'),
    group('service-management', 'team', 'landes-it'),
    group('platform-engineering', 'team', 'landes-it'),
    entity('System', 'kfz-portal', { owner: 'group:default/kraftfahrtamt' }),
    entity('System', 'fuehrerschein-register', {
      owner: 'group:default/kraftfahrtamt',
    }),
    entity('System', 'gewaesser-monitor', { owner: 'group:default/umweltamt' }),
    entity('CloudService', 'postgresql', {
      lane: 'standard',
      tier: 'paas',
      owner: 'group:default/platform-engineering',
    }),
    entity('CloudService', 'kfz-zulassung', KFZ_ZULASSUNG),
  ];
}
