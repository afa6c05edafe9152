import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import type { StandardCandidateDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { CandidatePage, CandidatesPage, StandardHint } from '.';

const CANDIDATE: StandardCandidateDetail = {
  id: 'chat',
  byHand: true,
  title: 'Chat for counters',
  buildingBlocks: [],
  count: 2,
  customers: 2,
  lastAt: '2026-11-20T09:00:00Z',
  savings: {
    requestsPerYear: 4.1,
    waiting: { measured: 1, days: 34, daysPerYear: 139.4 },
  },
  requests: [1, 2].map(number => ({
    id: `request-${number}`,
    number: `R-2026-000${number}`,
    title: `Chat ${number}`,
    customerRef: 'group:default/umweltamt',
    phase: 'analysis' as const,
    createdAt: '2026-11-20T09:00:00Z',
  })),
};

const { answer } = startBackend(
  http.get(backend('/standard-candidates/chat'), () =>
    HttpResponse.json(CANDIDATE),
  ),
);

const page = (
  <Routes>
    <Route
      path="/service-requests/standard/:candidateId"
      element={<CandidatePage />}
    />
  </Routes>
);
const AT = '/service-requests/standard/chat';

it('shows what keeps being asked for, and what was measured about it', async () => {
  answer(
    http.get(backend('/standard-candidates'), () =>
      HttpResponse.json({ items: [CANDIDATE], totalItems: 1 }),
    ),
  );
  renderPage(<CandidatesPage />, { at: '/service-requests/standard' });
  expect(
    await screen.findByRole('link', { name: 'Chat for counters' }),
  ).toHaveAttribute('href', AT);
  expect(screen.getByText('Asked for 2 times; agencies: 2')).toBeVisible();
  expect(screen.getByText(/^139.4 days of waiting a year/)).toBeVisible();
  expect(
    screen.getByText('One-time prices: no offer was accepted so far.'),
  ).toBeVisible();
});

it('decides only with a reason', async () => {
  const sent: unknown[] = [];
  answer(
    http.put(
      backend('/standard-candidates/chat/decision'),
      async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(CANDIDATE);
      },
    ),
  );
  renderPage(page, { at: AT });
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(
    dialog.getByRole('radio', { name: 'Stays individual' }),
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Decide' }));
  expect(await dialog.findByText(/Fill this in/)).toBeVisible();
  expect(sent).toEqual([]);
  await userEvent.type(dialog.getByRole('textbox'), 'Too different.');
  await userEvent.click(dialog.getByRole('button', { name: 'Decide' }));
  await screen.findByRole('button', { name: 'Decide' });
  expect(sent).toEqual([{ outcome: 'individual', reason: 'Too different.' }]);
});

it('takes a request out of a group once that is confirmed', async () => {
  const removed: string[] = [];
  answer(
    http.delete(
      backend('/standard-candidates/chat/requests/:id'),
      ({ params }) => {
        removed.push(String(params.id));
        return HttpResponse.json(CANDIDATE);
      },
    ),
  );
  renderPage(page, { at: AT });
  const name = 'Take R-2026-0002 out of the group';
  await userEvent.click(await screen.findByRole('button', { name }));
  expect(removed).toEqual([]);
  const dialog = within(await screen.findByRole('dialog', { name }));
  await userEvent.click(dialog.getByRole('button', { name: 'Take out' }));
  await screen.findByRole('button', { name });
  expect(removed).toEqual(['request-2']);
});

it('hints at a standard service, and says why', async () => {
  answer(
    http.post(backend('/standard-matches'), async ({ request }) => {
      expect(await request.json()).toMatchObject({ title: 'MQTT' });
      return HttpResponse.json({
        items: [
          {
            serviceRef: 'cloudservice:default/mqtt-broker',
            titles: { en: 'Message broker' },
            reason: 'words',
            words: ['mqtt'],
          },
        ],
      });
    }),
  );
  renderPage(
    <StandardHint type="new-individual-service" title="MQTT" form={{}} />,
  );
  expect(await screen.findByText('A standard service may do')).toBeVisible();
  expect(screen.getByText(/because you write: mqtt/)).toBeVisible();
  expect(screen.getByRole('link')).toHaveAttribute(
    'href',
    '/catalog/default/cloudservice/mqtt-broker',
  );
});
