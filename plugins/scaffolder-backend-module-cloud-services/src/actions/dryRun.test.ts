import {
  createMockDirectory,
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { startScaffolder } from '../__testUtils__/startScaffolder';
import { StubApi } from '../__testUtils__/StubApi';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'order', namespace: 'default' },
  spec: {
    type: 'service',
    owner: 'group:default/platform-engineering',
    parameters: [],
    steps: [
      {
        id: 'order',
        name: 'Order',
        action: 'cloud-services:environment:create',
        input: {
          blueprintRef: 'web-application',
          name: '${{ parameters.name }}',
          description: '${{ parameters.description }}',
          stage: 'test',
          systemRef: 'kfz-portal',
          ownerRef: 'team-kfz-portal',
          components: '${{ parameters.components }}',
        },
      },
      {
        id: 'wait',
        name: 'Wait',
        action: 'cloud-services:wait',
        input: { orderId: '${{ steps.order.output.orderId }}' },
      },
      {
        id: 'bind',
        name: 'Credentials',
        action: 'cloud-services:credentials:bind',
        input: {
          instanceId: '${{ steps.order.output.instanceIds.database }}',
          secret: 'database',
        },
      },
      {
        id: 'teardown',
        name: 'Tear down',
        action: 'cloud-services:environment:terminate',
        input: { environmentId: '${{ steps.order.output.environmentId }}' },
      },
    ],
    output: {
      links: [
        {
          title: 'Environment',
          url: '/environments/${{ steps.order.output.environmentId }}',
        },
      ],
    },
  },
};

describe('a dry run in the real scaffolder', () => {
  const directory = createMockDirectory();
  const api = new StubApi();
  let backend: TestBackend | undefined;

  afterEach(() => backend?.stop());

  it('shows what would be ordered, and orders nothing', async () => {
    backend = await startScaffolder({
      api,
      directory: directory.path,
      template,
      recovery: false,
    });
    const { body, status } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .set('Authorization', mockCredentials.user.header())
      .send({
        template,
        values: {
          name: 'kfz-portal-test',
          components: {
            database: { plan: 'small', parameters: { small: { size: 1 } } },
          },
        },
        directoryContents: [],
      });
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const log = body.log
      .map((entry: { body: { message: string } }) => entry.body.message)
      .join('\n');
    expect(log).toContain(
      'This would be ordered as "kfz-portal-test" for test',
    );
    expect(log).toContain(
      'provision broker: MQTT broker, shared [simulated], after database',
    );
    expect(log).toContain('put them into secrets.database');
    expect(body.output.links).toEqual([
      { title: 'Environment', url: '/environments/dry-run' },
    ]);
    expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /orders/preview',
    ]);
    expect(api.calls[0].body).toMatchObject({
      components: { database: { plan: 'small', parameters: { size: 1 } } },
    });
  }, 30_000);
});
