import { readDocument } from '../exampleData';
import { generateIncidents } from './generate';
import { parseLevelScenario } from './scenario';

const file = `${__dirname}/../../../../examples/service-levels.yaml`;
const START_MS = Date.parse('2026-11-27T12:00:00Z');

it('makes the same year of incidents from the same seed', async () => {
  const scenario = parseLevelScenario(await readDocument(file));
  const incidents = generateIncidents(scenario, START_MS);
  expect(generateIncidents(scenario, START_MS)).toEqual(incidents);
  expect(incidents.length).toBeGreaterThan(100);
  expect(new Set(incidents.map(({ id }) => id)).size).toBe(incidents.length);
  for (const { report } of incidents) {
    const { reportedAt, respondedAt = '', restoredAt = '' } = report;
    expect(reportedAt <= respondedAt && respondedAt <= restoredAt).toBe(true);
    expect(Date.parse(restoredAt)).toBeLessThan(START_MS);
  }
});

it('has those in the nights in which the clocks change', async () => {
  const scenario = parseLevelScenario(await readDocument(file));
  const incidents = new Map(
    generateIncidents(scenario, START_MS).map(one => [one.id, one.report]),
  );
  // The clocks went from 02:00 to 03:00 on 29 March, and back on 25 October 2026.
  expect(incidents.get('clock-forward')?.outage).toEqual({
    from: '2026-03-29T00:30:00Z',
    to: '2026-03-29T01:15:00Z',
  });
  expect(incidents.get('clock-back')?.outage).toEqual({
    from: '2026-10-24T23:45:00Z',
    to: '2026-10-25T01:00:00Z',
  });
});

it('corrects reports of months in which something came to light late', async () => {
  const scenario = parseLevelScenario(await readDocument(file));
  const late = generateIncidents(scenario, START_MS).filter(one => one.isLate);
  expect(late.map(({ id }) => id)).toEqual(['forgotten']);
  expect(late[0].report.reportedAt).toMatch(/^2026-08/);
  const [{ agreement, monthsAgo }] = scenario.reports.corrections;
  expect({ agreement, monthsAgo }).toEqual({
    agreement: 'kfz-zulassung-kraftfahrtamt',
    monthsAgo: 3,
  });
});

it('refuses a scenario with the entry at fault', () => {
  expect(() => parseLevelScenario({ seed: 1 })).toThrow(
    /examples\/service-levels\.yaml is not valid at seed/,
  );
});
