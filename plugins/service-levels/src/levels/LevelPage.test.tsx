import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { Route, Routes } from 'react-router-dom';
import type {
  ObjectiveResult,
  ServiceLevelDetail,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { aLevel } from '../__testUtils__/fixtures';
import { backend, renderPage, startBackend } from '../__testUtils__/render';
import { LevelPage } from './LevelPage';

const availability: ObjectiveResult = {
  ...aLevel().headline!,
  titles: { en: 'Availability in a month', de: 'Verfügbarkeit im Monat' },
  state: 'open',
  availability: {
    denominator: 'agreed',
    denominatorSeconds: 36000,
    agreedSeconds: 36000,
    plannedSeconds: 0,
    countedSeconds: 60,
    budgetSeconds: 180,
    remainingSeconds: 120,
    canStillBeMet: true,
  } as ObjectiveResult['availability'],
};
const outages: ObjectiveResult = {
  ...aLevel().headline!,
  objective: 'count',
  type: 'outage-count',
  titles: { en: 'Outages in a month', de: 'Ausfälle im Monat' },
  unit: 'count',
  comparison: 'at-most',
  target: '2',
  actual: '2',
  state: 'at-risk',
};

const detail: ServiceLevelDetail = {
  serviceLevel: aLevel({
    state: 'at-risk',
    headline: availability,
    objectives: [availability, outages],
  }),
  validFrom: '2026-01-01',
  timeline: {
    interval: availability.interval,
    agreed: [],
    planned: [],
    gaps: [],
    notCounted: [],
    counted: [],
    holidays: [],
  } as ServiceLevelDetail['timeline'],
  burnDown: [],
  responsibilities: [],
} as ServiceLevelDetail;

startBackend(
  http.get(backend('/service-levels/level-1'), () => HttpResponse.json(detail)),
  // What stands further down has tests of its own.
  http.get(backend('/service-levels/level-1/trend'), () =>
    HttpResponse.json({ items: [] }),
  ),
  http.get(backend('/probes'), () => HttpResponse.json({ items: [] })),
);

it.each([
  [
    'en',
    'Outages in a month: 2, agreed at most 2',
    'Error budget: Availability in a month',
    'Vehicle Registration, version 2',
  ],
  [
    'de',
    'Ausfälle im Monat: 2, vereinbart höchstens 2',
    'Fehlerbudget: Verfügbarkeit im Monat',
    'Kfz-Zulassung, Version 2',
  ],
])(
  'a service level says in %s what is in danger, whose budget the bar shows, and by which agreement',
  async (language, sentence, budget, agreement) => {
    renderPage(
      <Routes>
        <Route path="/levels/:commitmentId" element={<LevelPage />} />
      </Routes>,
      { at: '/levels/level-1?period=2026-06', language },
    );
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(screen.getByText(budget)).toBeInTheDocument();
    expect(screen.getByText(agreement)).toBeInTheDocument();
  },
);
