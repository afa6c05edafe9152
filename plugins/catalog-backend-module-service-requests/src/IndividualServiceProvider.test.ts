import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { waitFor } from '@dualcloud/foundation-node/testUtils';
import { IndividualServiceProvider } from './IndividualServiceProvider';

const service = (name: string): Entity => ({
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'CloudService',
  metadata: { name },
  spec: {},
});

it('hands services over when they change, and keeps them while nobody answers', async () => {
  let answer: () => Entity[] = () => [service('a')];
  let asked = 0;
  const provider = IndividualServiceProvider.create({
    logger: mockServices.logger.mock(),
    pollMs: 10,
    read: async () => {
      asked += 1;
      return answer();
    },
  });
  const handedOver: string[][] = [];
  await provider.connect({
    applyMutation: async mutation => {
      if (mutation.type === 'full') {
        handedOver.push(mutation.entities.map(one => one.entity.metadata.name));
      }
    },
    refresh: async () => {},
  });
  const askedAgain = async () => {
    const before = asked;
    await waitFor(async () => (asked > before + 1 ? true : undefined));
  };
  await provider.start();
  await askedAgain();
  answer = () => {
    throw new Error('gone');
  };
  await askedAgain();
  answer = () => [service('a'), service('b')];
  await waitFor(async () => (handedOver.length > 1 ? true : undefined));
  provider.stop();
  expect(handedOver).toEqual([['a'], ['a', 'b']]);
});
