import { http, HttpResponse } from 'msw';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ReportSummary,
  ServiceReport,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { Route, Routes } from 'react-router-dom';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { ReportPage } from './ReportPage';
import { ReportsTab } from './ReportsTab';

const SUMMARY: ReportSummary = {
  id: 'abc-2026-06',
  commitmentId: 'abc',
  month: '2026-06',
  state: 'draft',
  agreement: 'kfz-zulassung',
  kind: 'special',
  subjectRef: 'cloudservice:default/kfz-zulassung',
  customerRef: 'group:default/kraftfahrtamt',
  outcome: 'missed',
  missed: 2,
  headline: {
    objective: 'availability',
    target: '99.5',
    actual: '99.173',
    state: 'missed',
  },
};

const DRAFT: ServiceReport = {
  summary: SUMMARY,
  versions: [],
  changed: [],
  reductions: [],
  deeds: ['comment', 'release'],
  content: {
    month: '2026-06',
    interval: { from: '2026-05-31T22:00:00Z', to: '2026-06-30T22:00:00Z' },
    timeZone: 'Europe/Berlin',
    calendar: 'servicecalendar:default/office-hours',
    agreement: 'kfz-zulassung',
    agreementVersion: '1',
    workedOutAt: '2026-07-04T10:00:00Z',
    outcome: 'missed',
    objectives: [],
    trend: [],
    outages: [
      {
        id: 'o1',
        title: 'Load balancer',
        interval: { from: '2026-06-08T08:00:00Z', to: '2026-06-08T10:00:00Z' },
        state: 'confirmed',
        cause: 'provider',
        impact: 'down',
        seconds: 7_200,
        countedSeconds: 7_200,
      },
    ],
    maintenance: [],
    incidents: [],
    reactions: [],
    gaps: { treatment: 'up', seconds: 0, intervals: [] },
    penalties: [],
  },
};

describe('service reports', () => {
  const { answer } = startBackend();

  it('are listed and lead to the report', async () => {
    answer(
      http.get(backend('/service-reports'), () =>
        HttpResponse.json({ items: [SUMMARY], totalItems: 1 }),
      ),
    );
    await renderPage(<ReportsTab />);
    const link = await screen.findByRole('link', { name: /June 2026/ });
    expect(link).toHaveAttribute(
      'href',
      expect.stringContaining('/service-levels/reports/abc-2026-06'),
    );
    expect(screen.getByText('99.173%')).toBeInTheDocument();
    expect(screen.getByText('2 objectives missed')).toBeInTheDocument();
  });

  it('are released after a confirmation', async () => {
    let report = DRAFT;
    answer(
      http.get(backend('/service-reports/abc-2026-06'), () =>
        HttpResponse.json(report),
      ),
      http.post(backend('/service-reports/abc-2026-06/release'), () => {
        report = {
          ...DRAFT,
          version: 1,
          hash: 'f00d',
          summary: { ...SUMMARY, state: 'released', version: 1 },
          deeds: ['correct'],
          versions: [
            {
              version: 1,
              releasedAt: '2026-07-04T10:00:00Z',
              releasedBy: 'user:default/paul.richter',
              hash: 'f00d',
              changes: [],
            },
          ],
        };
        return HttpResponse.json(report);
      }),
    );
    await renderPage(
      <Routes>
        <Route path="/reports/:reportId" element={<ReportPage />} />
      </Routes>,
      { at: '/reports/abc-2026-06' },
    );
    expect(await screen.findByText('Load balancer')).toBeInTheDocument();
    expect(screen.getByText(/only the IT service provider sees/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Release' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/cannot be taken back/)).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Release' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Correct' }),
    ).toBeVisible();
    expect(screen.getByText('f00d')).toBeInTheDocument();
  });

  it('say in words what a correction changed', async () => {
    const change = (
      section: string,
      item: string,
      field: string,
      before?: string,
      after?: string,
    ) => ({ section, item, field, before, after });
    answer(
      http.get(backend('/service-reports/abc-2026-06'), () =>
        HttpResponse.json({
          ...DRAFT,
          version: 2,
          hash: 'f00d',
          summary: { ...SUMMARY, state: 'released', version: 2 },
          deeds: [],
          versions: [
            {
              version: 2,
              releasedAt: '2026-07-05T10:00:00Z',
              releasedBy: 'user:default/paul.richter',
              hash: 'f00d',
              reason: 'An outage was forgotten',
              changes: [
                change('outages', 'o1', 'id', undefined, 'o1'),
                change('outages', 'o1', 'title', undefined, 'Load balancer'),
                change('outages', 'o1', 'seconds', undefined, '7200'),
                change('reactions', 'response', 'longestSeconds', '60', '90'),
                change('trend', 'availability › 2026-06', 'points.actual'),
              ],
            },
          ],
        } satisfies ServiceReport),
      ),
    );
    await renderPage(
      <Routes>
        <Route path="/reports/:reportId" element={<ReportPage />} />
      </Routes>,
      { at: '/reports/abc-2026-06' },
    );
    const table = (
      await screen.findAllByRole('region', { name: 'What has changed' })
    ).find(one => within(one).queryByRole('table'))!;
    const [, added, longest, ...others] = within(
      within(table).getByRole('table'),
    ).getAllByRole('row');
    expect(added).toHaveTextContent('Outages › Load balancer');
    expect(added).toHaveTextContent('Not in the report');
    expect(longest).toHaveTextContent('0:01:00');
    expect(longest).toHaveTextContent('0:01:30');
    expect(others).toEqual([]);
    expect(screen.getByText('All details (5)')).toBeInTheDocument();
  });
});
