import type { JsonObject } from '@backstage/types';
import { mapCatalog } from './mapCatalog';

function service(name: string, dualcloud: JsonObject = {}): JsonObject {
  return {
    id: `id-of-${name}`,
    name,
    description: name,
    bindable: true,
    metadata: { dualcloud },
    plans: [{ id: `plan-of-${name}`, name: 'small', description: 'small' }],
  };
}

function successorOf(successor: string): string | undefined {
  const { entities, rejected } = mapCatalog(
    [
      service('SQL 2019', { lifecycle: 'deprecated', successor }),
      service('SQL 2022'),
    ],
    {
      brokerName: 'sandbox',
      namespace: 'default',
      location: 'url:http://127.0.0.1',
      owner: 'group:default/platform-engineering',
      defaults: {},
    },
  );
  expect(rejected).toEqual([]);
  return entities[0].spec.successor;
}

describe('mapCatalog', () => {
  it('turns a successor that the broker names into the ref of its entity', () => {
    expect(successorOf('SQL 2022')).toBe(
      'cloudservice:default/sandbox-sql-2022',
    );
  });

  it('leaves a successor that is a ref', () => {
    expect(successorOf('cloudservice:default/other-sql')).toBe(
      'cloudservice:default/other-sql',
    );
  });
});
