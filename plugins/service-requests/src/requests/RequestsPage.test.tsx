import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aRequest, aType } from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { RequestsPage } from './RequestsPage';

const asked: URLSearchParams[] = [];
const requests = (items: unknown[]) =>
  http.get(backend('/requests'), ({ request }) => {
    asked.push(new URL(request.url).searchParams);
    return HttpResponse.json({ items, totalItems: items.length });
  });

const { answer } = startBackend(
  requests([
    aRequest(),
    aRequest({
      id: 'request-2',
      number: 'R-2026-0002',
      title: 'A question',
      phase: 'preparation',
      waitsForMe: false,
      waitsFor: 'requester',
      dueAt: undefined,
    }),
  ]),
  http.get(backend('/request-types'), () =>
    HttpResponse.json({ items: [aType()] }),
  ),
);

beforeEach(() => {
  asked.length = 0;
});

const titles = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getByRole('link').textContent);

it('begins with what waits for the reader, in an order of their choice', async () => {
  renderPage(<RequestsPage />, { at: '/service-requests' });
  const row = await screen.findByRole('row', { name: /R-2026-0001/ });
  expect(row).toHaveTextContent('Submitted');
  expect(row).toHaveTextContent('Yours');
  expect(within(row).getByRole('link')).toHaveAttribute(
    'href',
    '/service-requests/request-1',
  );
  expect(asked[0].get('scope')).toBe('waiting-for-me');
  await userEvent.click(screen.getByRole('button', { name: 'Request' }));
  expect(titles()).toEqual(['A question', 'Register of instructors']);
  await userEvent.click(screen.getByRole('button', { name: 'Request' }));
  expect(titles()).toEqual(['Register of instructors', 'A question']);
  // What has no due date comes last either way.
  await userEvent.click(screen.getByRole('button', { name: 'Due' }));
  expect(titles()).toEqual(['Register of instructors', 'A question']);
});

it('puts nothing in order by what is not loaded yet', async () => {
  const pages = [
    { items: [aRequest()], totalItems: 2, nextCursor: 'more' },
    { items: [aRequest({ id: 'request-2', title: 'A' })], totalItems: 2 },
  ];
  answer(
    http.get(backend('/requests'), ({ request }) =>
      HttpResponse.json(pages[request.url.includes('cursor=more') ? 1 : 0]),
    ),
  );
  renderPage(<RequestsPage />, { at: '/service-requests' });
  expect(await screen.findByText('Register of instructors')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Request' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /more/i }));
  await userEvent.click(await screen.findByRole('button', { name: 'Request' }));
  expect(titles()).toEqual(['A', 'Register of instructors']);
});

it('shows the same as a board, a column for each phase', async () => {
  renderPage(<RequestsPage />, { at: '/service-requests?view=board' });
  const column = await screen.findByRole('region', { name: 'Analysis (1)' });
  expect(column).toHaveTextContent('Register of instructors');
  expect(
    screen.getByRole('region', { name: 'Preparation (1)' }),
  ).toHaveTextContent('A question');
});

it('is narrowed down by what is in the address, and says what to do when nothing fits', async () => {
  answer(requests([]));
  renderPage(<RequestsPage />, {
    at: '/service-requests?scope=all&type=advice&phase=decision&q=licence',
  });
  expect(await screen.findByText('No request fits')).toBeVisible();
  expect(Object.fromEntries(asked[0])).toMatchObject({
    scope: 'all',
    type: 'advice',
    phase: 'decision',
    q: 'licence',
  });
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByText('No requests yet')).toBeVisible();
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/service-requests?scope=all',
    ),
  );
});

it('speaks German', async () => {
  renderPage(<RequestsPage />, { at: '/service-requests', language: 'de' });
  const row = await screen.findByRole('row', { name: /R-2026-0001/ });
  expect(row).toHaveTextContent('Eingereicht');
  expect(row).toHaveTextContent('Neuer Individualservice');
});
