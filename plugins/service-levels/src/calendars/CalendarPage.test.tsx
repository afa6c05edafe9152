import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import { anAgreement } from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { CalendarPage } from './CalendarPage';
import { CalendarsTab } from './CalendarsTab';

const REF = 'servicecalendar:default/extended-hours';
const CALENDAR = {
  name: REF,
  titles: { en: 'Extended hours', de: 'Erweiterte Servicezeit' },
  timeZone: 'Europe/Berlin',
  country: 'DE',
  state: 'SH',
  spec: {
    timeZone: 'Europe/Berlin',
    owner: 'group:default/service-management',
    serviceHours: [
      { days: ['mon', 'tue'], from: '06:00', to: '22:00' },
      { days: ['sat'], from: '08:00', to: '16:00' },
    ],
    holidays: { country: 'DE', state: 'SH' },
    specialDays: [
      { date: '2026-12-24', titles: { en: 'Christmas Eve' }, hours: [] },
    ],
    maintenance: [
      {
        id: 'release',
        titles: { en: 'Release evening' },
        days: ['thu'],
        from: '20:00',
        to: '22:00',
        weeksOfMonth: [1, -1],
        impact: 'down',
      },
    ],
  },
};

const day = (date: string, part: object = {}) => ({
  day: date,
  lengthSeconds: 86_400,
  service: [],
  serviceSeconds: 0,
  operating: [],
  maintenance: [],
  special: false,
  ...part,
});

const asked: string[] = [];

startBackend(
  http.get(backend('/calendars'), () =>
    HttpResponse.json({ items: [CALENDAR] }),
  ),
  http.get(backend('/calendars/extended-hours'), ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json({
      calendar: CALENDAR,
      days: [
        day('2026-12-01', {
          service: [
            { from: '2026-12-01T05:00:00Z', to: '2026-12-01T21:00:00Z' },
          ],
          maintenance: [
            { from: '2026-12-01T19:00:00Z', to: '2026-12-01T23:00:00Z' },
          ],
        }),
        day('2026-12-24', { special: true }),
        day('2026-12-25', { holiday: '1. Weihnachtstag' }),
      ],
    });
  }),
  http.get(backend('/agreements'), () =>
    HttpResponse.json({
      items: [
        anAgreement({ calendar: REF }),
        anAgreement({ agreement: 'other', titles: { en: 'Other' } }),
      ],
    }),
  ),
);

it('are listed with how many agreements use them', async () => {
  renderPage(<CalendarsTab />);
  const row = await screen.findByRole('row', { name: /Extended hours/ });
  expect(row).toHaveTextContent('Europe/Berlin');
  expect(row).toHaveTextContent('DE-SH');
  await waitFor(() => expect(row).toHaveTextContent(/1$/));
  expect(within(row).getByRole('link')).toHaveAttribute(
    'href',
    '/service-levels/calendars/extended-hours',
  );
});

it('says when a level holds: in a usual week, a month, and on the days of a year that are unlike others', async () => {
  renderPage(
    <Routes>
      <Route
        path="/service-levels/calendars/:name"
        element={<CalendarPage />}
      />
    </Routes>,
    { at: '/service-levels/calendars/extended-hours?period=2026-12' },
  );
  expect(
    await screen.findByRole('heading', { name: 'Extended hours' }),
  ).toBeVisible();
  expect(asked).toEqual(['?from=2026-01-01&to=2026-12-31']);

  // The section, and the table in it.
  const part = (name: RegExp) => screen.getAllByRole('region', { name })[0];
  const week = part(/A usual week/);
  expect(within(week).getByRole('row', { name: /^Monday/ })).toHaveTextContent(
    '06:00–22:00around the clock',
  );
  expect(within(week).getByRole('row', { name: /^Sunday/ })).toHaveTextContent(
    'none',
  );

  const month = part(/A month/);
  const first = within(month).getByRole('cell', { name: /^1 / });
  // What ends on the next day ends at midnight here; all on the calendar's clock.
  expect(first).toHaveTextContent('06:00–22:00Maintenance 20:00–24:00');

  const year = part(/Holidays and special days of 2026/);
  expect(
    within(year).getByRole('row', { name: /December 24/ }),
  ).toHaveTextContent('Christmas Eve');
  expect(
    within(year).getByRole('row', { name: /December 25/ }),
  ).toHaveTextContent('1. Weihnachtstag');

  expect(
    screen.getByRole('row', { name: /Release evening/ }),
  ).toHaveTextContent('Thursday, 20:00–22:001. of the month and last of the');
  const used = screen.getByRole('region', { name: 'Who uses it' });
  await waitFor(() =>
    expect(within(used).getAllByRole('link')).toHaveLength(1),
  );

  await userEvent.click(screen.getByRole('button', { name: 'Next month' }));
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('period=2027-01'),
  );
});
