import {
  canDrill,
  climbed,
  drilled,
  readView,
  withFilter,
  withPeriod,
} from './costView';
import { daysIn, isDay, periodDays, sameDaysBefore } from './periods';

const TODAY = '2026-03-31';
const view = (query: string) => readView(new URLSearchParams(query), TODAY);

describe('periods', () => {
  it('leaves out what has not come yet, and takes whole months else', () => {
    expect(periodDays('this-month', TODAY)).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
    });
    expect(periodDays('last-month', TODAY)).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(periodDays('3-months', '2026-02-10')).toEqual({
      from: '2025-11-01',
      to: '2026-01-31',
    });
    expect(periodDays('12-months', '2026-02-10')).toEqual({
      from: '2025-02-01',
      to: '2026-01-31',
    });
    expect(periodDays('this-year', TODAY).from).toBe('2026-01-01');
    expect(periodDays('last-year', TODAY)).toEqual({
      from: '2025-01-01',
      to: '2025-12-31',
    });
  });

  it('compares a running month and year with the same days before', () => {
    // February has no 31st.
    expect(sameDaysBefore('this-month', TODAY)).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(sameDaysBefore('this-month', '2026-01-15')).toEqual({
      from: '2025-12-01',
      to: '2025-12-15',
    });
    expect(sameDaysBefore('this-year', '2028-02-29')).toEqual({
      from: '2027-01-01',
      to: '2027-02-28',
    });
    expect(sameDaysBefore('last-month', TODAY)).toBeUndefined();
  });

  it('knows days that exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('0002')).toBe(false);
    expect(isDay(undefined)).toBe(false);
    expect(daysIn({ from: '2026-03-28', to: '2026-03-30' })).toBe(3);
  });
});

describe('a view in the address', () => {
  it('is this month by system when the address says nothing', () => {
    expect(view('')).toMatchObject({
      period: 'this-month',
      from: '2026-03-01',
      to: '2026-03-31',
      groupBy: 'system',
      interval: 'day',
      compares: true,
      filters: {},
      path: [],
    });
  });

  it('does not trust what the address says', () => {
    expect(
      view(
        'period=own&from=2026-02-31&to=x&group=drop&interval=year&stage=moon&path=nonsense&path=line=1',
      ),
    ).toMatchObject({
      period: 'this-month',
      groupBy: 'system',
      interval: 'day',
      scope: {},
      path: [],
    });
  });

  it('puts own days in their order, and shows long periods by month', () => {
    expect(view('period=own&from=2026-03-02&to=2025-03-01')).toMatchObject({
      from: '2025-03-01',
      to: '2026-03-02',
      interval: 'month',
      previous: undefined,
    });
  });

  it('goes down step by step and up again, and leaves filters as they were', () => {
    let params = new URLSearchParams('system=system:a&system=system:b');
    const go = (change: (from: URLSearchParams) => URLSearchParams) => {
      params = change(params);
      return readView(params, TODAY);
    };
    let now = go(drilled(readView(params, TODAY), 'system:a'));
    expect(now).toMatchObject({
      groupBy: 'environment',
      filters: { system: ['system:a', 'system:b'] },
      scope: { system: ['system:a'] },
    });
    now = go(drilled(now, 'env-1'));
    now = go(drilled(now, 'service:x'));
    expect(now.groupBy).toBe('component');
    now = go(drilled(now, 'storage'));
    expect(now.groupBy).toBe('line');
    expect(now.scope).toEqual({
      system: ['system:a'],
      environment: ['env-1'],
      service: ['service:x'],
      component: ['storage'],
    });
    expect(canDrill(now, { key: 'storage' })).toBe(false);

    now = go(climbed(now, 1));
    expect(now).toMatchObject({
      groupBy: 'environment',
      path: [{ dimension: 'system', value: 'system:a' }],
    });
    now = go(climbed(now, 0));
    expect(now).toMatchObject({
      groupBy: 'system',
      path: [],
      scope: { system: ['system:a', 'system:b'] },
    });
  });

  it('skips what is settled by a filter, and starts anew below a party', () => {
    const below = (query: string, value: string) =>
      readView(drilled(view(query), value)(new URLSearchParams(query)), TODAY)
        .groupBy;
    expect(below('group=payer', 'group:a')).toBe('system');
    expect(below('group=payer&system=system:a', 'group:a')).toBe('environment');
    expect(below('group=stage', 'test')).toBe('system');
    expect(below('group=plan', 'small')).toBe('component');
    expect(below('group=tag:team', 'blue')).toBe('system');
  });

  it('filters tags by key and value, and does not drill into two tags', () => {
    const one = view('group=tag:team&path=tag:team=a=b');
    expect(one.scope).toEqual({ tag: ['team=a=b'] });
    expect(canDrill(one, { key: 'x' })).toBe(false);
    expect(canDrill(view('group=tag:team'), { key: 'x' })).toBe(true);
    expect(canDrill(view('group=service'), { key: '' })).toBe(false);
    expect(canDrill(view(''), { key: 'other', other: true })).toBe(false);
  });

  it('goes into what has no environment, or no such tag', () => {
    const query = 'group=environment&path=system=system:a';
    expect(canDrill(view(query), { key: '' })).toBe(true);
    const params = drilled(view(query), '')(new URLSearchParams(query));
    expect(readView(params, TODAY)).toMatchObject({
      groupBy: 'service',
      scope: { system: ['system:a'], environment: ['-'] },
    });
    const tagged = drilled(
      view('group=tag:team'),
      '',
    )(new URLSearchParams('group=tag:team'));
    expect(readView(tagged, TODAY).scope).toEqual({ tag: ['team='] });
  });

  it('forgets own days and steps with another period', () => {
    const params = withPeriod('last-month')(
      new URLSearchParams(
        'period=own&from=2026-01-01&to=2026-02-01&interval=day',
      ),
    );
    expect(String(params)).toBe('period=last-month');
    expect(
      String(withFilter('stage', [])(new URLSearchParams('stage=test'))),
    ).toBe('');
  });
});
