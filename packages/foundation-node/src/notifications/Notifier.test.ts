import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { type Message, type NotificationLanguage, Notifier } from './Notifier';
import { readNotificationLanguages } from './readLanguages';

const BOTH: NotificationLanguage[] = ['en', 'de'];

const message: Message = {
  to: ['group:default/kfz', 'plugin:cloud-costs'],
  texts: {
    en: { title: 'It ends', description: 'Extend it.' },
    de: { title: 'Sie endet', description: 'Bitte verlängern.' },
  },
  link: '/environments/1',
  severity: 'high',
  topic: 'expiry',
  scope: 'environment:1',
};

function sending(outcome: () => void) {
  const sent: NotificationSendOptions[] = [];
  const notifications = {
    send: async (options: NotificationSendOptions) => {
      outcome();
      sent.push(options);
    },
  };
  return { notifications, sent };
}

it('tells in every language of the portal, one after the other', async () => {
  const { notifications, sent } = sending(() => undefined);
  const german = Notifier.create({ notifications, languages: ['de'] });
  const both = Notifier.create({ notifications, languages: BOTH });
  expect(await both.tell(message)).toBe('told');
  expect(await german.tell(message)).toBe('told');
  expect(sent.map(({ payload }) => payload)).toMatchObject([
    {
      title: 'It ends · Sie endet',
      description: 'Extend it.\nBitte verlängern.',
      link: '/environments/1',
      severity: 'high',
      topic: 'expiry',
      scope: 'environment:1',
    },
    { title: 'Sie endet', description: 'Bitte verlängern.' },
  ]);
  expect(sent[0].recipients).toEqual({
    type: 'entity',
    entityRef: ['group:default/kfz'],
  });
});

it('says when there is nobody to tell, and fails where it should be tried again', async () => {
  const { notifications, sent } = sending(() => {
    throw new Error('Request failed with status 404');
  });
  const notifier = Notifier.create({ notifications, languages: BOTH });
  expect(await notifier.tell(message)).toBe('nobody');
  expect(await notifier.tell({ ...message, to: 'plugin:x' })).toBe('nobody');
  expect(sent).toEqual([]);
  const broken = sending(() => {
    throw new Error('Request failed with status 503');
  });
  await expect(
    Notifier.create({ ...broken, languages: BOTH }).tell(message),
  ).rejects.toThrow('503');
});

it('reads the languages of the portal, and says what they may be', () => {
  const read = (languages?: string[]) =>
    readNotificationLanguages(
      mockServices.rootConfig({
        data: { a: { ...(languages && { languages }) } },
      }),
      'a.languages',
    );
  expect(read()).toEqual(['en', 'de']);
  expect(read(['de'])).toEqual(['de']);
  expect(() => read(['fr'])).toThrow('a.languages must be a list of en and de');
  expect(() => read([])).toThrow('a.languages must name a language');
});
