import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import examplePeople from '.';
import { PERSON_HEADER } from './provider';

const group = (name: string, parent?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
  relations: parent ? [{ type: 'childOf', targetRef: parent }] : [],
});

const jana = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jana.brandt' },
  spec: {},
  relations: [{ type: 'memberOf', targetRef: 'group:default/team' }],
};

async function start(environment: string) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      examplePeople,
      catalogServiceMock.factory({
        entities: [
          jana,
          group('team', 'group:default/company'),
          group('company'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          auth: {
            environment,
            providers: {
              'example-people': { people: ['user:default/jana.brandt'] },
            },
          },
        },
      }),
    ],
  });
  return server;
}

describe('sign-in as an example person', () => {
  it('gives a token with the groups of the person and all above them', async () => {
    const server = await start('development');
    const { status, body } = await request(server)
      .get('/api/auth/example-people/refresh')
      .set(PERSON_HEADER, 'user:default/jana.brandt');
    expect(status).toBe(200);
    expect(body.backstageIdentity.token).toEqual(expect.any(String));
    expect(body.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/jana.brandt',
      ownershipEntityRefs: [
        'user:default/jana.brandt',
        'group:default/team',
        'group:default/company',
      ],
    });
  });

  it.each([undefined, 'user:default/root', 'jana.brandt'])(
    'lets in nobody else, such as %s',
    async person => {
      const server = await start('development');
      const attempt = request(server).get('/api/auth/example-people/refresh');
      if (person) attempt.set(PERSON_HEADER, person);
      const { status, body } = await attempt;
      expect(status).toBe(401);
      expect(JSON.stringify(body)).not.toContain('token":');
    },
  );

  it('refuses to exist outside development', async () => {
    await expect(start('production')).rejects.toThrow(
      /exists in development only/,
    );
  });

  it('refuses to exist in a production build', async () => {
    const before = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      await expect(start('development')).rejects.toThrow(
        /exists in development only/,
      );
    } finally {
      Object.assign(process.env, { NODE_ENV: before });
    }
  });
});
