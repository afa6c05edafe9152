import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ownershipRefs } from './ownership';

const JANA = 'user:default/jana.brandt';
const auth = mockServices.auth();

const entity = (
  kind: string,
  name: string,
  spec: Entity['spec'],
  relations: Entity['relations'] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec,
  relations,
});
const relation = (type: string, targetRef: string) => [{ type, targetRef }];

const user = (relations?: Entity['relations']) =>
  entity('User', 'jana.brandt', { memberOf: ['team'] }, relations);
const team = (relations?: Entity['relations']) =>
  entity('Group', 'team', { parent: 'company' }, relations);
const company = entity('Group', 'company', {});

const tiedUser = user(relation('memberOf', 'group:default/team'));
const tiedTeam = team(relation('childOf', 'group:default/company'));

/** What the catalog holds at each look, the last of them from then on. */
function catalogOf(...looks: Entity[][]) {
  const mocks = looks.map(entities => catalogServiceMock({ entities }));
  let look = 0;
  const current = () => mocks[Math.min(look, mocks.length) - 1];
  const catalog = catalogServiceMock();
  catalog.getEntityByRef = (...args) => {
    look += 1;
    return current().getEntityByRef(...args);
  };
  catalog.getEntitiesByRefs = (...args) => current().getEntitiesByRefs(...args);
  return { catalog, looks: () => look };
}

it('waits until the catalog knows the person, the groups and what ties them', async () => {
  const { catalog, looks } = catalogOf(
    [],
    [user()],
    [tiedUser],
    [tiedUser, team()],
    [tiedUser, tiedTeam, company],
  );
  expect(await ownershipRefs(JANA, { catalog, auth })).toEqual([
    JANA,
    'group:default/team',
    'group:default/company',
  ]);
  expect(looks()).toBe(5);
});

it('lets in with what there is when a group does not come', async () => {
  const { catalog } = catalogOf([tiedUser]);
  expect(await ownershipRefs(JANA, { catalog, auth, patienceMs: 0 })).toEqual([
    JANA,
    'group:default/team',
  ]);
});

it('says that a person is not there', async () => {
  const { catalog } = catalogOf([]);
  await expect(
    ownershipRefs(JANA, { catalog, auth, patienceMs: 600 }),
  ).rejects.toThrow(/does not have user:default\/jana.brandt yet/);
});
