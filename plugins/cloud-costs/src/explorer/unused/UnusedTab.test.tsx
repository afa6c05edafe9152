import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { anAllocation, liveEnvironment } from '../../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../../__testUtils__/render';
import { UnusedTab } from './UnusedTab';

const asked: Array<string | null> = [];
const { answer } = startBackend(
  http.get(backend('/costs/unused'), ({ request }) => {
    asked.push(new URL(request.url).searchParams.get('days'));
    return HttpResponse.json({
      items: [
        {
          allocation: anAllocation({
            id: 8,
            environmentId: 'environment-2',
            environmentName: 'kfz-old',
            simulated: true,
          }),
          lastUsedAt: '2026-09-14T08:00:00Z',
          monthlyAmount: '2340000',
          currency: 'EUR',
        },
        {
          allocation: anAllocation(),
          monthlyAmount: '12340000',
          currency: 'EUR',
        },
      ],
    });
  }),
);

const rows = async () => {
  await screen.findByText('kfz-test');
  return screen.getAllByRole('row').slice(1);
};

beforeEach(() => asked.splice(0));

it('lists what costs most first, and leads to what can be torn down', async () => {
  renderPage(<UnusedTab />, {
    at: '/costs?view=unused&days=30',
    entities: [liveEnvironment],
  });
  expect(await screen.findByRole('link', { name: 'kfz-test' })).toHaveAttribute(
    'href',
    '/environments/environment-1',
  );
  const [first, second] = await rows();
  expect(first).toHaveTextContent('Never');
  expect(first).toHaveTextContent('€12.34');
  expect(second).toHaveTextContent('Sep 14, 2026');
  expect(second).toHaveTextContent('Simulated');
  // The catalog does not know it, so there is no page to lead to.
  expect(within(second).getByText('kfz-old')).toBeInTheDocument();
  expect(within(second).queryByRole('link', { name: 'kfz-old' })).toBeNull();
  expect(asked).toEqual(['30']);
});

it('does not trust the address, and says so where nothing is unused', async () => {
  answer(
    http.get(backend('/costs/unused'), ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('days'));
      return HttpResponse.json({ items: [] });
    }),
  );
  renderPage(<UnusedTab />, { at: '/costs?view=unused&days=drop' });
  expect(await screen.findByText('Nothing runs unused')).toBeInTheDocument();
  expect(asked).toEqual(['7']);
});

it('says what went wrong', async () => {
  answer(
    http.get(backend('/costs/unused'), () =>
      errorAnswer(500, { name: 'Error', message: 'the database is away' }),
    ),
  );
  renderPage(<UnusedTab />);
  expect(
    await screen.findByRole('button', { name: /Try again/ }),
  ).toBeInTheDocument();
});
