import type { JSX } from 'react';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { aLevel, KFZ } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import {
  EnvironmentLevelsCard,
  ServiceLevelsCard,
  SystemLevelsCard,
} from './LevelsCard';

const asked = jest.fn();
const answered = (items: unknown[]) =>
  http.get(backend('/service-levels'), ({ request: { url } }) => {
    asked(Object.fromEntries(new URL(url).searchParams));
    return HttpResponse.json({ items, totalItems: items.length });
  });
const { answer } = startBackend(answered([aLevel({ state: 'missed' })]));

const entity = (kind: string, name: string, annotations = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', title: 'Kfz', annotations },
});
const SERVICE = entity('CloudService', 'kfz-zulassung');

const show = (card: JSX.Element, about = SERVICE, language?: string) =>
  renderPage(<EntityProvider entity={about}>{card}</EntityProvider>, {
    entities: [SERVICE],
    language,
  });

describe('the card of service levels', () => {
  it.each([
    [
      'en',
      'Service levels',
      'Vehicle Registration',
      'Missed',
      'All service levels',
    ],
    [
      'de',
      'Service-Levels',
      'Kfz-Zulassung',
      'Verfehlt',
      'Alle Service-Levels',
    ],
  ])(
    'says on a service in %s what is agreed and how it stands',
    async (language, title, agreement, state, all) => {
      show(<ServiceLevelsCard />, SERVICE, language);
      expect(
        await screen.findByRole('heading', { name: title }),
      ).toBeInTheDocument();
      expect(
        await screen.findByText(new RegExp(agreement)),
      ).toBeInTheDocument();
      expect(screen.getByText(state)).toBeInTheDocument();
      expect(await screen.findByRole('link', { name: 'Kfz' })).toHaveAttribute(
        'href',
        '/service-levels/levels/level-1?period=2026-06',
      );
      expect(screen.getByRole('link', { name: all })).toHaveAttribute(
        'href',
        '/service-levels',
      );
      expect(asked).toHaveBeenLastCalledWith({ subject: KFZ, limit: '5' });
    },
  );

  it('asks for what a system and its environments have', async () => {
    show(<SystemLevelsCard />, entity('System', 'kfz-portal'));
    await screen.findByText('Missed');
    expect(asked).toHaveBeenLastCalledWith({
      subject: 'system:default/kfz-portal',
      limit: '5',
    });
  });

  it('asks for an environment by the id that it has in the portal', async () => {
    const annotations = { 'dualcloud.dev/environment-id': 'env-1' };
    show(
      <EnvironmentLevelsCard />,
      entity('Resource', 'environment-1', annotations),
    );
    await screen.findByText('Missed');
    expect(asked).toHaveBeenLastCalledWith({
      environment: 'env-1',
      limit: '5',
    });
  });

  it.each([
    ['en', 'No service level is agreed for this service.'],
    ['de', 'Für diesen IT-Service ist kein Service-Level vereinbart.'],
  ])('says in %s that nothing is agreed', async (language, empty) => {
    answer(answered([]));
    show(<ServiceLevelsCard />, SERVICE, language);
    expect(await screen.findByText(empty)).toBeInTheDocument();
  });

  it('is not there for those who may not see it', async () => {
    const refused = jest.fn();
    answer(
      http.get(backend('/service-levels'), () => {
        refused();
        return errorAnswer(403, { name: 'NotAllowedError', message: 'No' });
      }),
    );
    show(<ServiceLevelsCard />);
    await waitFor(() => expect(refused).toHaveBeenCalled());
    await waitFor(() =>
      expect(
        screen.queryByRole('heading', { name: 'Service levels' }),
      ).not.toBeInTheDocument(),
    );
  });
});
