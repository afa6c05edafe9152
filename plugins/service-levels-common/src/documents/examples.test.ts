import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { effectiveVersions } from '../agreements';
import { formatOpenSlo, readOpenSlo, writeOpenSlo } from '../openSlo';
import { parseServiceLevelText } from '.';

const examples = resolve(__dirname, '../../../../examples');

const text = ['calendars', 'agreements']
  .map(folder => join(examples, folder))
  .flatMap(folder => readdirSync(folder).map(file => join(folder, file)))
  .map(file => readFileSync(file, 'utf8'))
  .join('\n---\n');

const { agreements, calendars, problems } = parseServiceLevelText(text);
const specs = agreements.map(one => one.spec);

it('has nothing wrong with the examples, each by itself and together', () => {
  expect(problems).toEqual([]);
  expect(calendars.length).toBeGreaterThan(3);
});

it('has an example of every rule', () => {
  const all = specs.flatMap(spec => spec.objectives ?? []);
  const seen = (values: unknown[]) => [...new Set(values)].sort();
  expect(seen(specs.map(spec => spec.denominator ?? '–'))).toEqual([
    'agreed',
    'agreedMinusPlanned',
    '–',
  ]);
  expect(seen(specs.map(spec => spec.gaps ?? '–'))).toEqual([
    'down',
    'excluded',
    'up',
    '–',
  ]);
  expect(seen(specs.map(spec => spec.scope.type))).toEqual([
    'environments',
    'general',
    'special',
  ]);
  expect(seen(all.map(one => one.type))).toEqual([
    'availability',
    'latency',
    'longest-outage',
    'outage-count',
    'response-time',
    'restoration-time',
    'success-rate',
  ]);
  expect(
    seen(all.map(one => ('period' in one && one.period) || 'of its SLO')),
  ).toEqual(['month', 'of its SLO', 'quarter', 'year']);
  const whole = JSON.stringify(specs);
  for (const field of ['team', 'objectionUntil', 'cap', 'atLeast', 'refines']) {
    expect(whole).toContain(`"${field}"`);
  }
});

it('writes the objectives of each as OpenSLO that can be read', () => {
  for (const spec of specs) {
    const { scope } = spec;
    const generals =
      scope.type === 'special'
        ? specs.filter(one => one.agreement === scope.refines)
        : [];
    const [effective] = effectiveVersions([spec], generals);
    const written = writeOpenSlo(effective.spec, { timeZone: 'Europe/Berlin' });
    expect(readOpenSlo(formatOpenSlo(written))).toEqual({
      documents: written,
      problems: [],
    });
  }
});
