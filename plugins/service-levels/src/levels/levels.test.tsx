import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import type { ObjectiveResult } from '@dualcloud/backstage-plugin-service-levels-common';
import { aLevel } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { LevelsTab } from './LevelsTab';

const missed = aLevel().headline!;

const unmeasured: ObjectiveResult = {
  ...missed,
  actual: undefined,
  state: 'open',
  complete: false,
};

const { answer } = startBackend(
  http.get(backend('/service-levels'), () =>
    HttpResponse.json({
      items: [
        aLevel({ state: 'missed', objectives: [missed] }),
        aLevel({
          id: 'level-2',
          state: 'open',
          headline: unmeasured,
          objectives: [unmeasured],
        }),
        aLevel({
          id: 'level-3',
          state: 'open',
          headline: unmeasured,
          objectives: [unmeasured, { ...missed, state: 'open' }],
        }),
      ],
    }),
  ),
);

describe.each([
  ['en', 'Missed', 'Nothing measured yet', 'On course'],
  ['de', 'Verfehlt', 'Noch nichts gemessen', 'Auf Kurs'],
])('the list of service levels in %s', (language, bad, none, good) => {
  it('keeps the order of the backend, and calls nothing on course of which nothing is measured', async () => {
    renderPage(<LevelsTab />, { language });
    expect(await screen.findByText(none)).toBeInTheDocument();
    const [list] = screen
      .getAllByRole('list')
      .filter(one => within(one).queryByText(none));
    const [first, second, third] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(bad);
    expect(second).toHaveTextContent(none);
    expect(second).not.toHaveTextContent(good);
    expect(third).toHaveTextContent(good);
  });
});

it('shows no figure of one month under the name of another', async () => {
  renderPage(<LevelsTab />, { at: '/?period=2026-06' });
  const list = { name: 'Levels' };
  expect(await screen.findByRole('list', list)).toBeVisible();

  answer(
    http.get(backend('/service-levels'), async () => {
      await delay('infinite');
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Previous month' }));
  expect(screen.getByText('May 2026')).toBeVisible();
  expect(screen.queryByRole('list', list)).not.toBeInTheDocument();
  expect(screen.getByText('Loading …')).toBeInTheDocument();
});

it('says when there is no service level, and what has to be there', async () => {
  answer(
    http.get(backend('/service-levels'), () =>
      HttpResponse.json({ items: [] }),
    ),
  );
  renderPage(<LevelsTab />);
  expect(await screen.findByText('No service level here')).toBeVisible();
});

it('says when the service levels could not be read', async () => {
  answer(
    http.get(backend('/service-levels'), () =>
      errorAnswer(503, { name: 'ServiceUnavailableError', message: 'Down' }),
    ),
  );
  renderPage(<LevelsTab />);
  expect(
    await screen.findByText('The service levels could not be read'),
  ).toBeVisible();
});
