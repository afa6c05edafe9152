import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { aRequest, aType } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { NewRequestPage } from './NewRequestPage';
import { extraErrorsOf, pageOfFault, pagesOf } from './pages';

const { answer } = startBackend(
  http.post(backend('/standard-matches'), () =>
    HttpResponse.json({ items: [] }),
  ),
  http.get(backend('/request-types'), () =>
    HttpResponse.json({
      items: [
        aType(),
        aType({
          name: 'release-takeover',
          titles: { en: 'Takeover' },
          mayOpen: false,
        }),
      ],
    }),
  ),
);

const NEW = '/service-requests/new';

it('offers the types that the reader may open, and no other', async () => {
  renderPage(<NewRequestPage />, { at: NEW });
  expect(
    await screen.findByRole('link', { name: 'New individual service' }),
  ).toHaveAttribute('href', expect.stringContaining('type=new-individual'));
  expect(screen.queryByText('Takeover')).toBeNull();
});

it('goes from page to page, says what is missing, and files the request', async () => {
  const sent: unknown[] = [];
  answer(
    http.post(backend('/requests'), async ({ request }) => {
      sent.push(await request.json());
      return sent.length === 1
        ? errorAnswer(400, {
            name: 'InputError',
            message: 'form.users: must be fewer',
            details: [
              { field: 'form.users', rule: 'x', message: 'must be fewer' },
            ],
          })
        : HttpResponse.json(aRequest(), { status: 201 });
    }),
  );
  renderPage(<NewRequestPage />, { at: `${NEW}?type=new-individual-service` });
  const next = async () =>
    userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  await next();
  expect(await screen.findByText('Fill this in.')).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: /Title/ }), 'Mine');
  await next();
  await next();
  expect(await screen.findByText('Fill this in.')).toBeVisible();
  await userEvent.type(
    screen.getByRole('textbox', { name: /What is it for/ }),
    'Records',
  );
  await next();
  await userEvent.type(await screen.findByLabelText(/How many people/), '400');
  await next();
  expect(await screen.findByText('In office hours')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Submit' }));
  await userEvent.click(
    await screen.findByRole('button', { name: 'To the field' }),
  );
  expect(await screen.findByText('must be fewer')).toBeVisible();
  await next();
  await userEvent.click(await screen.findByRole('button', { name: 'Submit' }));
  expect(await screen.findByTestId('address')).toHaveTextContent(
    '/service-requests/request-1',
  );
  expect(sent[1]).toMatchObject({
    type: 'new-individual-service',
    title: 'Mine',
    submit: true,
    form: { purpose: 'Records', users: 400, need: 'office' },
  });
});

it('keeps a draft at any time, and goes on where it was left', async () => {
  answer(
    http.post(backend('/requests'), async ({ request }) => {
      expect(await request.json()).toMatchObject({ title: 'Mine', form: {} });
      return HttpResponse.json(aRequest(), { status: 201 });
    }),
  );
  renderPage(<NewRequestPage />, {
    at: `${NEW}?type=new-individual-service&title=Mine&page=2`,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Save draft' }),
  );
  expect(await screen.findByTestId('address')).toHaveTextContent(
    '/service-requests/request-1/edit?page=2&saved=1',
  );
});

it('finds the page and the field of a fault', () => {
  const pages = pagesOf(aType().form, 'de');
  expect(pages.map(({ title }) => title)).toEqual(['Zweck', 'Nutzung']);
  expect(pageOfFault({ 'form.users': 'x' }, pages)).toBe(2);
  expect(pageOfFault({ systemRef: 'x' }, pages)).toBe(0);
  expect(pageOfFault({}, pages)).toBeUndefined();
  expect(extraErrorsOf({ 'form.a.b': 'x', 'form.c': 'y', title: 'z' })).toEqual(
    { a: { b: { __errors: ['x'] } }, c: { __errors: ['y'] } },
  );
});
