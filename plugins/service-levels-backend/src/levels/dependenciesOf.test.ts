import { mockCredentials } from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { dependenciesOf } from './dependenciesOf';

const entity = (
  ref: string,
  ...relations: Array<[string, string]>
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: parseEntityRef(ref).kind,
  metadata: parseEntityRef(ref),
  relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
});

const SYSTEM = 'system:default/kfz-portal';
const environment = (n: number) => `resource:default/environment-${n}`;
const instance = (n: number) => `resource:default/instance-${n}`;

async function ask(entityRef: string, entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const queries = jest.spyOn(catalog, 'queryEntities');
  const paths = await dependenciesOf(
    entityRef,
    catalog,
    mockCredentials.user(),
  );
  return { paths, queries: queries.mock.calls.length };
}

describe('what an entity depends on', () => {
  it('is found by one query for each hop, however much there is', async () => {
    const many = [...Array(60).keys()];
    const { paths, queries } = await ask(SYSTEM, [
      entity(SYSTEM),
      entity('cloudservice:default/postgresql'),
      ...many.flatMap(n => [
        entity(environment(n), ['partOf', SYSTEM]),
        entity(
          instance(n),
          ['partOf', environment(n)],
          ['instanceOf', 'cloudservice:default/postgresql'],
        ),
      ]),
    ]);
    expect(paths.size).toBe(1 + 2 * 60 + 1);
    expect(paths.get('cloudservice:default/postgresql')).toEqual([
      SYSTEM,
      environment(0),
      instance(0),
      'cloudservice:default/postgresql',
    ]);
    expect(queries).toBe(4);
  });

  it('is looked for five hops deep, and never round in circles', async () => {
    const chain = [...Array(9).keys()].map(n => `component:default/c${n}`);
    const { paths, queries } = await ask(
      chain[0],
      chain.map((ref, n) =>
        entity(
          ref,
          ['dependsOn', chain[(n + 1) % chain.length]],
          ['dependsOn', chain[0]],
        ),
      ),
    );
    expect([...paths.keys()]).toEqual(chain.slice(0, 6));
    expect(queries).toBe(5);
  });

  it('is itself only, where the catalog knows nothing of it', async () => {
    const { paths } = await ask(SYSTEM, []);
    expect([...paths]).toEqual([[SYSTEM, [SYSTEM]]]);
  });
});
