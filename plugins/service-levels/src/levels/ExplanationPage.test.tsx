import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import type {
  Explanation,
  Outage,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { aLevel, anOutage } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { ExplanationPage } from './ExplanationPage';

/** Ten hours agreed, one of them maintenance; of two hours down one counts. */
const EXPLANATION = {
  serviceLevel: aLevel(),
  result: {
    ...aLevel().headline!,
    titles: { en: 'Availability in a month', de: 'Verfügbarkeit im Monat' },
    actual: '88.888',
  },
  calendar: 'servicecalendar:default/extended-hours',
  timeZone: 'Europe/Berlin',
  clause: '§ 5 (1)',
  steps: [
    { id: 'agreed', operation: 'equals', seconds: 36_000 },
    { id: 'planned', operation: 'minus', seconds: 3600 },
    { id: 'denominator', operation: 'equals', seconds: 32_400 },
    { id: 'outages', operation: 'equals', seconds: 7200 },
    { id: 'planned-maintenance', operation: 'minus', seconds: 3600 },
    { id: 'counted', operation: 'equals', seconds: 3600 },
    { id: 'available', operation: 'equals', seconds: 28_800 },
    { id: 'denominator', operation: 'divided-by', seconds: 32_400 },
    { id: 'attainment', operation: 'equals', percent: '88.888' },
  ],
  outages: [
    {
      outage: anOutage(),
      seconds: 7200,
      countedSeconds: 3600,
      notCounted: [{ why: 'planned-maintenance', seconds: 3600 }],
      counted: [{ from: '2026-06-08T09:00:00Z', to: '2026-06-08T10:00:00Z' }],
    },
  ],
  days: [
    {
      day: '2026-06-08',
      holiday: 'Stadtfest',
      lengthSeconds: 86_400,
      agreedSeconds: 36_000,
      plannedSeconds: 3600,
      countedSeconds: 3600,
      gapSeconds: 0,
    },
  ],
} as Explanation;

const asked = jest.fn();
const { answer } = startBackend(
  http.get(
    backend('/service-levels/level-1/explanation'),
    ({ request: { url } }) => {
      asked(Object.fromEntries(new URL(url).searchParams));
      return HttpResponse.json(EXPLANATION);
    },
  ),
);

const open = (language?: string) =>
  renderPage(
    <Routes>
      <Route
        path="/levels/:commitmentId/objectives/:objective"
        element={<ExplanationPage />}
      />
    </Routes>,
    { at: '/levels/level-1/objectives/availability?period=2026-06', language },
  );

const rowsOf = async (name: string) => {
  const table = await screen.findByRole('region', { name });
  return within(table)
    .getAllByRole<HTMLTableRowElement>('row')
    .map(row =>
      Array.from(row.cells, cell => cell.textContent)
        .join(' | ')
        .replace(/\s/g, ' '),
    );
};

describe('the explanation of a number', () => {
  it.each([
    [
      'en',
      'Why is it 88.888%?',
      /Availability in a month, June 2026, at least 99\.5% \(§ 5 \(1\)\)/,
      'With a pocket calculator',
      [
        /Agreed time: service hours in the period \| 10:00:00 \| 36,000 s/,
        /minus \| Planned maintenance inside the service hours \| 1:00:00 \| 3,600 s/,
        /divided by \| Time that counts \| 9:00:00 \| 32,400 s/,
        /equals \| Availability \|.*\| 88\.888%/,
      ],
      'Each outage',
      /Jun 8, 2026, 10:00:00 AM – .*12:00:00 PM.*2:00:00 \| 1:00:00 \| 1:00:00: During planned maintenance/,
      'Each day',
      /Jun 8, 2026Stadtfest \| 24:00:00 \| 10:00:00 \| 1:00:00 \| 1:00:00 \| 0:00:00/,
    ],
    [
      'de',
      /^Warum 88,888\s%\?$/,
      /Verfügbarkeit im Monat, Juni 2026, mindestens 99,5\s% \(§ 5 \(1\)\)/,
      'Mit dem Taschenrechner',
      [
        /Vereinbarte Zeit: Servicezeit im Zeitraum \| 10:00:00 \| 36\.000 s/,
        /minus \| Geplante Wartung in der Servicezeit \| 1:00:00 \| 3\.600 s/,
        /geteilt durch \| Zeit, auf die es ankommt \| 9:00:00 \| 32\.400 s/,
        /gleich \| Verfügbarkeit \|.*\| 88,888 %/,
      ],
      'Jeder Ausfall',
      /08\.06\.2026, 10:00:00 – .*12:00:00.*2:00:00 \| 1:00:00 \| 1:00:00: Während geplanter Wartung/,
      'Jeder Tag',
      /08\.06\.2026Stadtfest \| 24:00:00 \| 10:00:00 \| 1:00:00 \| 1:00:00 \| 0:00:00/,
    ],
  ])(
    'says in %s what was agreed, minus what, equals what, and why an outage counted only in part',
    async (language, title, about, steps, sums, outages, outage, days, day) => {
      open(language);
      expect(
        await screen.findByRole('heading', { name: title }),
      ).toBeInTheDocument();
      expect(screen.getByText(about)).toBeInTheDocument();
      const rows = (await rowsOf(steps)).join('\n');
      sums.forEach(sum => expect(rows).toMatch(sum));
      expect((await rowsOf(outages))[1]).toMatch(outage);
      expect((await rowsOf(days))[1]).toMatch(day);
      expect(asked).toHaveBeenLastCalledWith({
        objective: 'availability',
        period: '2026-06',
      });
    },
  );

  it('tells twice the same hour apart, and what was rejected from what nobody confirmed', async () => {
    const [one] = EXPLANATION.outages ?? [];
    const outageOf = (change: Partial<Outage>) => ({
      ...one,
      outage: { ...one.outage, ...change },
    });
    answer(
      http.get(backend('/service-levels/level-1/explanation'), () =>
        HttpResponse.json({
          ...EXPLANATION,
          outages: [
            outageOf({
              id: 'outage-1',
              interval: {
                from: '2026-10-24T23:45:00Z',
                to: '2026-10-25T01:00:00Z',
              },
            }),
            {
              ...outageOf({ id: 'outage-2', state: 'rejected' }),
              notCounted: [{ why: 'not-confirmed', seconds: 7200 }],
            },
          ],
        }),
      ),
    );
    open('de');
    const [, night, rejected] = await rowsOf('Jeder Ausfall');
    expect(night).toContain('01:45:00 MESZ – 25.10.2026, 02:00:00 MEZ');
    expect(rejected).toMatch(/abgelehnt/);
  });

  it('leads back to the service level in the month that one looked at', async () => {
    open();
    expect(
      await screen.findByRole('link', { name: 'Back to the service level' }),
    ).toHaveAttribute('href', '/service-levels/levels/level-1?period=2026-06');
  });

  it('says when there is nothing to explain, and how to go on', async () => {
    answer(
      http.get(backend('/service-levels/level-1/explanation'), () =>
        errorAnswer(404, {
          name: 'NotFoundError',
          message: 'there is no objective "availability"',
        }),
      ),
    );
    open();
    expect(
      await screen.findByText('The figure could not be explained'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/there is no objective "availability"/),
    ).toBeInTheDocument();
  });
});
