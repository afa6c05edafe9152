import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import { anOffer, aRequest } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { RequestPage } from './RequestPage';

const path = backend('/requests/request-1');
const request = (change = {}) =>
  http.get(path, () => HttpResponse.json(aRequest(change)));
const list = (of: string, items: unknown[]) =>
  http.get(`${path}/${of}`, () => HttpResponse.json({ items }));

const { answer } = startBackend(
  request(),
  list('history', [
    {
      id: '1',
      at: '2026-06-01T08:00:00.000Z',
      by: 'user:default/henrik.maas',
      event: 'file',
      to: 'draft',
    },
    {
      id: '2',
      at: '2026-06-01T09:00:00.000Z',
      by: 'user:default/henrik.maas',
      event: 'submit',
      titles: { en: 'Submit' },
      from: 'draft',
      to: 'submitted',
    },
  ]),
  list('messages', []),
  http.get(`${path}/attachments`, () =>
    HttpResponse.json({
      items: [],
      limits: {
        maxBytes: 5 * 1024 * 1024,
        maxCount: 50,
        mediaTypes: ['application/pdf'],
      },
    }),
  ),
  list('offers', []),
);

const show = (language?: string) =>
  renderPage(
    <Routes>
      <Route path="/service-requests/:requestId" element={<RequestPage />} />
    </Routes>,
    { at: '/service-requests/request-1', language },
  );

it('says where the request stands, what comes next and by when, and how that is counted', async () => {
  show();
  expect(await screen.findByText('It is your turn')).toBeVisible();
  expect(screen.getByText('The provider takes it up.')).toBeVisible();
  expect(screen.getByText(/counted in service hours/)).toBeVisible();
  const way = within(screen.getByRole('navigation', { name: 'Progress' }));
  // The way has neither questions nor other ends than the first.
  expect(
    (await way.findAllByRole('listitem')).map(item => item.textContent),
  ).toEqual([
    'Draft (done)',
    'Submitted (now)',
    'Offered (still ahead)',
    'Closed (still ahead)',
  ]);
  expect(screen.getByText('Always')).toBeVisible();
  expect(screen.getByText('Draw up an offer')).toBeVisible();
});

it('says in the reader’s language that there is no such request', async () => {
  answer(
    http.get(backend('/requests/request-1'), () =>
      errorAnswer(404, {
        name: 'NotFoundError',
        message: 'there is no request "request-1"',
      }),
    ),
  );
  show('de');
  expect(await screen.findByText(/Diese Anfrage gibt es nicht/)).toBeVisible();
  expect(screen.queryByText(/there is no request/)).toBeNull();
});

it('moves the request along: at once, or with a reason before it ends', async () => {
  const sent: unknown[] = [];
  answer(
    http.post(`${path}/events`, async call => {
      sent.push(await call.request.json());
      return HttpResponse.json(aRequest());
    }),
  );
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Take up' }));
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/The request ends as “Withdrawn”/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Withdraw' }));
  expect(await dialog.findByText('Fill this in.')).toBeVisible();
  await userEvent.type(dialog.getByRole('textbox'), 'Not needed');
  await userEvent.click(dialog.getByRole('button', { name: 'Withdraw' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([
    { event: 'take-up', revision: 3 },
    { event: 'withdraw', reason: 'Not needed', revision: 3 },
  ]);
});

it('says why something is not possible yet', async () => {
  answer(
    request({
      possible: [
        {
          event: 'close',
          titles: { en: 'Close' },
          to: 'closed',
          toTitles: { en: 'Closed' },
          needs: ['data-record'],
          missing: ['data-record'],
        },
      ],
    }),
  );
  show();
  expect(await screen.findByRole('button', { name: 'Close' })).toBeDisabled();
  expect(
    screen.getByText(/it is not on record what became of the data/),
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'Put on record' })).toBeVisible();
});

it('marks internal notes, and offers them to the provider alone', async () => {
  const note = {
    id: '1',
    at: '2026-06-01T10:00:00.000Z',
    by: 'user:default/paul.richter',
    party: 'it-service-provider',
    internal: true,
    text: 'They have no budget.',
  };
  const sent: unknown[] = [];
  answer(
    list('messages', [note]),
    http.post(`${path}/messages`, async call => {
      sent.push(await call.request.json());
      return HttpResponse.json(note, { status: 201 });
    }),
  );
  const { unmount } = show();
  const message = await screen.findByText('They have no budget.');
  expect(message.closest('li')).toHaveTextContent(
    'Internal: only the IT service provider sees this',
  );
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'As an internal note' }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Internal note' }),
    'Ask',
  );
  await userEvent.click(
    screen.getByRole('button', { name: 'Keep as an internal note' }),
  );
  await screen.findByRole('textbox', { name: 'Internal note' });
  expect(sent).toEqual([{ text: 'Ask', internal: true }]);
  unmount();
  answer(request({ mayManage: false }), list('messages', []));
  show();
  expect(await screen.findByText('Nothing has been said yet.')).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

it('says in the words of the server why a file is refused', async () => {
  answer(
    http.post(`${path}/attachments`, () =>
      errorAnswer(400, {
        name: 'InputError',
        message: 'mediaType: by its content it is a program',
      }),
    ),
  );
  show();
  expect(await screen.findByText(/up to 5 MB/)).toBeVisible();
  await userEvent.upload(
    screen.getByLabelText('Attach a file'),
    new File(['MZ'], 'plan.pdf', { type: 'application/pdf' }),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'by its content it is a program',
  );
});

it('shows the offer, compares versions, and accepts it once more asked', async () => {
  const offer = anOffer();
  const earlier = { ...anOffer(), id: 'offer-1', version: 1 };
  const sent: unknown[] = [];
  answer(
    list('offers', [offer, { ...earlier, state: 'superseded' }]),
    http.get(backend('/offers/offer-2'), () => HttpResponse.json(offer)),
    http.get(backend('/offers/offer-2/comparison'), () =>
      HttpResponse.json({
        with: earlier,
        differences: [
          {
            path: 'prices.components[operation].price',
            before: '1400',
            after: '1250.50',
          },
          {
            path: 'agreement.objectives[availability].target',
            before: '99',
            after: '99.5',
          },
          { path: 'notes', after: 'Two updates a year.' },
        ],
      }),
    ),
    http.post(backend('/offers/offer-2/acceptance'), async call => {
      sent.push(await call.request.json());
      return HttpResponse.json(offer);
    }),
  );
  show();
  expect(
    await screen.findByRole('row', { name: /Operation every month €1,250.50/ }),
  ).toBeVisible();
  expect(
    screen.getByRole('row', { name: /Availability 99.5 %/ }),
  ).toBeVisible();
  expect(
    await screen.findByRole('row', {
      name: /Operation, Price €1,400.00 €1,250.50/,
    }),
  ).toBeVisible();
  expect(
    screen.getByRole('row', { name: /Availability, Target 99 % 99.5 %/ }),
  ).toBeVisible();
  expect(
    screen.getByRole('row', { name: /– Two updates a year\./ }),
  ).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/You bind your agency: €15,956.00/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Accept' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual([{}]);
});

it('says of an offer that its service ended before that it never became effective', async () => {
  const offer = anOffer({
    state: 'accepted',
    effectiveFrom: '2026-08-01',
    endsOn: '2026-07-31',
  });
  answer(
    list('offers', [offer]),
    http.get(backend('/offers/offer-2'), () => HttpResponse.json(offer)),
  );
  show();
  expect(
    await screen.findByText(/this offer never became effective/),
  ).toBeVisible();
});

it('says why the reader cannot accept an offer', async () => {
  const offer = anOffer({ deeds: [], whyNotAccept: 'not-authorised' });
  answer(
    list('offers', [offer]),
    http.get(backend('/offers/offer-2'), () => HttpResponse.json(offer)),
  );
  show();
  expect(
    await screen.findByText(/Your agency has not authorised you/),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
});
