import { screen } from '@testing-library/react';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { messages } from '../translation/messages';
import { foundationMessagesDe } from '../translation/de';
import { ErrorNotice } from './ErrorNotice';

const refusal = () =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: {
          name: 'InputError',
          message: 'The order cannot be taken.',
          details: [
            { field: 'name', rule: 'unique', message: 'is in use' },
            { field: 5, message: 'not one of ours' },
          ],
          howToRequest: 'mailto:service@example.com',
        },
        response: { statusCode: 422 },
      }),
      { status: 422, headers: { 'content-type': 'application/json' } },
    ),
  );

const inLanguage = (language: string) => ({
  getAvailableLanguages: () => ({ languages: ['en', 'de'] }),
  getLanguage: () => ({ language }),
  setLanguage: () => {},
  language$: () => ({
    subscribe: () => ({ unsubscribe: () => {}, closed: false }),
    [Symbol.observable]() {
      return this;
    },
  }),
});

describe('ErrorNotice', () => {
  it('gives the server’s words, field by field, and what to do', async () => {
    renderInTestApp(<ErrorNotice error={await refusal()} />);
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('The order cannot be taken.');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByRole('listitem')).toHaveTextContent('name: is in use');
    expect(notice).toHaveTextContent(
      'Ask for it here: mailto:service@example.com',
    );
    expect(notice).toHaveTextContent(messages['error.next.correct']);
  });

  it('says in its own words that something is not there, where it knows them', async () => {
    const gone = ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: { name: 'NotFoundError', message: 'there is no request "x"' },
          response: { statusCode: 404 },
        }),
        { status: 404, headers: { 'content-type': 'application/json' } },
      ),
    );
    renderInTestApp(
      <ErrorNotice error={await gone} missing="Diese Anfrage gibt es nicht." />,
    );
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('Diese Anfrage gibt es nicht.');
    expect(notice).not.toHaveTextContent('there is no request');
    expect(notice).not.toHaveTextContent(messages['error.next.gone']);
  });

  it('speaks German by itself', async () => {
    renderInTestApp(<ErrorNotice error={await refusal()} />, {
      apis: [[appLanguageApiRef, inLanguage('de')]],
    });
    expect(
      await screen.findByText(foundationMessagesDe['error.next.correct']),
    ).toBeInTheDocument();
  });

  it.each([
    ['Chromium', async () => new TypeError('Failed to fetch')],
    [
      'Firefox',
      async () =>
        new TypeError('NetworkError when attempting to fetch resource.'),
    ],
    ['Safari', async () => new TypeError('Load failed')],
    [
      'a proxy',
      () =>
        ResponseError.fromResponse(
          new Response('<html>Bad Gateway</html>', { status: 502 }),
        ),
    ],
  ])('says that no answer came, whatever %s says', async (_, thrown) => {
    renderInTestApp(<ErrorNotice error={await thrown()} />, {
      apis: [[appLanguageApiRef, inLanguage('de')]],
    });
    const notice = await screen.findByRole('alert');
    await screen.findByText(foundationMessagesDe['error.unreachable']);
    expect(notice).not.toHaveTextContent(/fetch|failed|Gateway/i);
  });

  it('keeps what else went wrong', async () => {
    renderInTestApp(
      <ErrorNotice error={new TypeError('x is not a function')} />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'x is not a function',
    );
  });
});
