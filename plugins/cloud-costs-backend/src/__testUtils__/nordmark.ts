import type { Entity } from '@backstage/catalog-model';

/** People of the example state, and the groups that their tokens name. */
export const PEOPLE: Record<string, string[]> = {
  'user:default/jana.brandt': ['group:default/team-kfz-portal'],
  'user:default/miriam.vogt': ['group:default/kraftfahrtamt'],
  'user:default/anna.wald': ['group:default/umweltamt'],
  'user:default/paul.richter': ['group:default/service-management'],
  'user:default/uwe.fremd': ['group:default/datenwerft'],
  'user:default/otto.niemand': [],
};

function group(name: string, type: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type, children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

/** The catalog of the example state, as far as costs depend on it. */
export function nordmark(): Entity[] {
  return [
    group('softwerk-nord', 'software-provider'),
    group('team-kfz-portal', 'team', 'softwerk-nord'),
    group('datenwerft', 'software-provider'),
    group('kraftfahrtamt', 'agency'),
    group('umweltamt', 'agency'),
    group('landes-it', 'it-service-provider'),
    group('service-management', 'team', 'landes-it'),
  ];
}
