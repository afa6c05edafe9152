import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import { aLevel, anAgreement } from '../__testUtils__/fixtures';
import {
  backend,
  errorAnswer,
  renderPage,
  startBackend,
} from '../__testUtils__/render';
import { AgreementPage } from './AgreementPage';
import { AgreementsTab } from './AgreementsTab';

const { answer } = startBackend(
  http.get(backend('/agreements'), () =>
    HttpResponse.json({
      items: [
        anAgreement(),
        anAgreement({
          version: '1',
          inForce: false,
          validFrom: '2025-04-01',
          validUntil: '2026-06-30',
        }),
      ],
    }),
  ),
  http.get(backend('/agreement-problems'), () =>
    errorAnswer(403, { name: 'NotAllowedError', message: 'not for you' }),
  ),
  http.get(backend('/service-levels'), () =>
    HttpResponse.json({ items: [aLevel(), aLevel({ id: 'level-2' })] }),
  ),
  http.get(backend('/agreements/kfz/2'), () =>
    HttpResponse.json({
      summary: anAgreement(),
      spec: {},
      effective: {
        denominator: 'agreedMinusPlanned',
        gaps: 'excluded',
        notCounted: ['customer', 'force-majeure'],
        maintenance: {
          notice: 'P10D',
          objectionUntil: 'P5D',
          atMostPerMonth: 'PT6H',
        },
        objectives: [
          {
            id: 'availability',
            type: 'availability',
            titles: { en: 'Availability in a month' },
            clause: '§ 5 (1)',
            period: 'month',
            target: '99.5',
          },
          {
            id: 'response',
            type: 'response-time',
            clause: '§ 6 (1)',
            period: 'month',
            incidentClass: 'operation-impeding',
            within: 'PT2H',
            target: '95',
          },
          {
            id: 'longest',
            type: 'longest-outage',
            period: 'quarter',
            atMost: 'PT2H',
          },
          { id: 'count', type: 'outage-count', period: 'year', atMost: 2 },
        ],
        responsibilities: [
          {
            part: 'application',
            titles: { en: 'Application' },
            answers: 'software-provider',
            groupRef: 'group:default/softwerk-nord',
            team: ['group:default/team-kfz-portal'],
            incidentsTo: 'group:default/service-desk',
          },
        ],
        penalties: [
          {
            objective: 'availability',
            base: { amount: '8900', currency: 'EUR' },
            tiers: [
              { below: '99.5', reduction: '5' },
              { below: '99.0', reduction: '10' },
            ],
            cap: '15',
          },
        ],
      },
      commitments: ['level-1'],
    }),
  ),
);

it('are listed with every version, and nothing of refused documents to whom they are no business', async () => {
  renderPage(<AgreementsTab />);
  const [first, second] = await screen.findAllByRole('row', {
    name: /Vehicle Registration/,
  });
  expect(first).toHaveTextContent('In force');
  expect(first).toHaveTextContent('from Jul 1, 2026');
  expect(second).toHaveTextContent('from Apr 1, 2025 to Jun 30, 2026');
  expect(second).toHaveTextContent('Not in force');
  expect(within(first).getAllByRole('link')[0]).toHaveAttribute(
    'href',
    '/service-levels/agreements/kfz/2',
  );
  expect(screen.queryByText('Documents that were refused')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('show the provider which documents were refused, where and why', async () => {
  answer(
    http.get(backend('/agreement-problems'), () =>
      HttpResponse.json({
        items: [
          {
            entityRef: 'servicecalendar:default/atlantis',
            foundAt: '2026-11-20T08:00:00Z',
            problems: [
              {
                path: 'spec.holidays.state',
                rule: 'holidays-known',
                message: 'must be a state of DE',
                line: 12,
              },
            ],
          },
        ],
      }),
    ),
  );
  renderPage(<AgreementsTab />);
  const row = await screen.findByRole('row', { name: /atlantis/ });
  expect(row).toHaveTextContent('spec.holidays.stateLine 12');
  expect(row).toHaveTextContent('must be a state of DEholidays-known');
});

it('say in one place what is agreed, in which clause, who answers, and what follows', async () => {
  renderPage(
    <Routes>
      <Route
        path="/service-levels/agreements/:agreement/:version"
        element={<AgreementPage />}
      />
    </Routes>,
    { at: '/service-levels/agreements/kfz/2' },
  );
  const [agreed] = await screen.findAllByRole('region', {
    name: /What is agreed/,
  });
  const row = (name: RegExp) => within(agreed).getByRole('row', { name });
  expect(row(/Availability in a month/)).toHaveTextContent(
    '§ 5 (1)at least 99.5%month',
  );
  expect(row(/Response time/)).toHaveTextContent('95% of them within 2 hours');
  expect(row(/Longest outage/)).toHaveTextContent('at most 2 hoursquarter');
  expect(row(/Number of outages/)).toHaveTextContent('at most 2year');
  expect(screen.getByText('Agency and Force majeure')).toBeVisible();
  expect(screen.getByText('10 days before')).toBeVisible();
  expect(screen.getByText('5 days before')).toBeVisible();
  expect(screen.getByText('6 hours')).toBeVisible();
  expect(screen.getByRole('row', { name: /^Application/ })).toHaveTextContent(
    /Software provider.*softwerk-nord.*team-kfz-portal.*service-desk/,
  );
  const reduced = screen.getByRole('row', { name: /€8,900/ });
  expect(reduced).toHaveTextContent('below 99.5%: 5%below 99.0%: 10%15%');
  expect(
    await screen.findByRole('list', {
      name: 'Service levels by this agreement',
    }),
  ).toBeVisible();
  expect(
    screen.getByRole('button', { name: 'Download as OpenSLO' }),
  ).toBeEnabled();
});
