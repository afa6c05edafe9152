import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { PartyResolver } from './PartyResolver';

function group(name: string, type: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: { type, children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

const parties = PartyResolver.create({
  auth: mockServices.auth(),
  catalog: catalogServiceMock({
    entities: [
      group('nordmark', 'state'),
      group('softwerk-nord', 'software-provider', 'nordmark'),
      group('development', 'department', 'softwerk-nord'),
      group('team-kfz-portal', 'team', 'development'),
      group('kraftfahrtamt', 'agency', 'nordmark'),
      group('landes-it', 'it-service-provider', 'nordmark'),
      group('platform-engineering', 'team', 'landes-it'),
      group('round', 'team', 'trip'),
      group('trip', 'team', 'round'),
    ],
  }),
  config: mockServices.rootConfig({
    data: {
      cloudServices: {
        parties: { platformEngineers: ['platform-engineering'] },
      },
    },
  }),
});

describe('PartyResolver', () => {
  it('finds the party above a team', async () => {
    expect(
      await parties.resolve([
        'user:default/jana.brandt',
        'group:default/team-kfz-portal',
      ]),
    ).toEqual({
      refs: [
        'user:default/jana.brandt',
        'group:default/team-kfz-portal',
        'group:default/development',
        'group:default/softwerk-nord',
      ],
      agencies: [],
      softwareProviders: ['group:default/softwerk-nord'],
      isItServiceProvider: false,
      isPlatformEngineer: false,
    });
  });

  it('does not climb above a party, where the parties would meet', async () => {
    for (const name of ['kraftfahrtamt', 'landes-it', 'softwerk-nord']) {
      const { refs } = await parties.resolve([`group:default/${name}`]);
      expect(refs).toEqual([`group:default/${name}`]);
    }
  });

  it('tells platform engineers from the rest of the IT service provider', async () => {
    expect(
      await parties.resolve(['group:default/platform-engineering']),
    ).toMatchObject({ isItServiceProvider: true, isPlatformEngineer: true });
    expect(await parties.resolve(['group:default/landes-it'])).toMatchObject({
      isItServiceProvider: true,
      isPlatformEngineer: false,
    });
  });

  it('comes back from groups that stand above each other, and from unknown ones', async () => {
    expect(
      await parties.resolve(['group:default/round', 'group:default/gone']),
    ).toMatchObject({
      refs: ['group:default/round', 'group:default/gone', 'group:default/trip'],
      agencies: [],
      softwareProviders: [],
      isItServiceProvider: false,
    });
  });
});
