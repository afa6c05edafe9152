import fc from 'fast-check';
import { maskParameters, MASK, unmask } from '../parameters';
import { dependencyOrder } from './dependencyOrder';
import { checkExpiry, dayOf, readExpiry } from './dates';
import { type Commission, decideStanding } from './standing';

const commission = (overrides: Partial<Commission> = {}): Commission => ({
  ref: 'commission:default/a',
  customer: 'group:default/agency',
  softwareProvider: 'group:default/maker',
  system: 'system:default/s',
  payer: 'group:default/agency',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  ...overrides,
});

const party = (refs: string[], overrides: object = {}) => ({
  refs,
  agencies: refs.filter(ref => ref.includes('agency')),
  softwareProviders: [],
  isItServiceProvider: false,
  isPlatformEngineer: false,
  ...overrides,
});

describe('who may order for a system', () => {
  const decide = (
    refs: string[],
    today: string,
    commissions = [commission()],
    overrides: object = {},
  ) =>
    decideStanding({
      party: party(refs, overrides),
      commissions,
      systemAgencies: ['group:default/agency'],
      today,
    });

  it.each([
    ['2025-12-31', 'not-begun'],
    ['2026-01-01', true],
    ['2026-12-31', true],
    ['2027-01-01', 'ended'],
  ])('holds a commission to its days: on %s it is %s', (today, expected) => {
    const standing = decide(['group:default/maker'], today);
    expect(standing.allowed || standing.reason).toBe(expected);
  });

  it('takes the commission that lasts longest, whatever the order', () => {
    const later = commission({
      ref: 'commission:default/b',
      validUntil: undefined,
    });
    for (const commissions of [
      [commission(), later],
      [later, commission()],
    ]) {
      expect(
        decide(['group:default/maker'], '2026-06-01', commissions),
      ).toMatchObject({ commission: { ref: 'commission:default/b' } });
    }
  });

  it('lets an agency order for its own system, and platform engineers for any', () => {
    expect(decide(['group:default/agency'], '2030-01-01', [])).toMatchObject({
      via: 'agency',
      customerRef: 'group:default/agency',
    });
    expect(
      decide([], '2030-01-01', [], { isPlatformEngineer: true }),
    ).toMatchObject({ via: 'platform-engineer' });
    expect(decide([], '2030-01-01').allowed).toBe(false);
  });
});

describe('the end of an environment', () => {
  it('is the end of its day in UTC where only a date is given', () => {
    expect(new Date(readExpiry('2027-03-28')).toISOString()).toBe(
      '2027-03-28T23:59:59.999Z',
    );
    expect(readExpiry('2027-03-28T12:00:00+02:00')).toBe(
      Date.UTC(2027, 2, 28, 10),
    );
  });

  it.each(['', 'tomorrow', '2027-02-30', '2027-13-01', '2027-1-1', '20270101'])(
    'refuses %j',
    value => {
      expect(() => readExpiry(value)).toThrow(/must be a date/);
    },
  );

  it('is right at each boundary of the longest lifetime', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 400 }),
        (now, maxLifetimeDays) => {
          const last = dayOf(now + maxLifetimeDays * 86_400_000);
          const options = { now, maxLifetimeDays };
          const end = readExpiry(last);
          expect(() => checkExpiry(end, options)).not.toThrow();
          expect(() => checkExpiry(end + 1, options)).toThrow();
          expect(() => checkExpiry(now, options)).toThrow(/future/);
        },
      ),
    );
  });
});

it('sorts components so that each comes after what it depends on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }).chain(size =>
        fc.tuple(
          fc.constant(size),
          fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {
            maxLength: 20,
          }),
        ),
      ),
      ([size, edges]) => {
        const items = Array.from({ length: size }, (_, index) => ({
          name: String(index),
          dependsOn: edges
            .filter(([from, to]) => from === index && to < from)
            .map(([, to]) => String(to)),
        })).reverse();
        const result = dependencyOrder(items);
        if (!('sorted' in result)) throw new Error('there is no circle');
        const at = (name: string) =>
          result.sorted.findIndex(item => item.name === name);
        for (const { name, dependsOn } of items) {
          for (const before of dependsOn) {
            expect(at(before)).toBeLessThan(at(name));
          }
        }
      },
    ),
  );
  expect(dependencyOrder([{ name: 'a', dependsOn: ['a'] }])).toEqual({
    cycle: ['a'],
  });
  expect(dependencyOrder([{ name: 'a', dependsOn: ['x'] }])).toEqual({
    unknown: 'x',
    of: 'a',
  });
});

describe('secrets among parameters', () => {
  const schema = {
    definitions: { secret: { type: 'string', format: 'password' } },
    properties: {
      pin: { $ref: '#/definitions/secret' },
      nested: {
        type: 'object',
        properties: { motto: { type: 'string', writeOnly: true } },
      },
      list: {
        type: 'array',
        items: { properties: { code: { format: 'password' } } },
      },
    },
  };
  const parameters = {
    pin: '1234',
    adminPassword: 'x',
    apiKey: 'x',
    size: 3,
    nested: { motto: 'x', plain: 'y' },
    list: [{ code: 'x', plain: 'y' }],
  };

  it('are masked by schema and by name', () => {
    expect(maskParameters(parameters, schema)).toEqual({
      pin: MASK,
      adminPassword: MASK,
      apiKey: MASK,
      size: 3,
      nested: { motto: MASK, plain: 'y' },
      list: [{ code: MASK, plain: 'y' }],
    });
  });

  it('stay what they are when a form sends the mask back', () => {
    const shown = maskParameters(parameters, schema);
    expect(unmask({ ...shown, size: 4 }, parameters)).toMatchObject({
      pin: '1234',
      adminPassword: 'x',
      size: 4,
      nested: { motto: 'x', plain: 'y' },
      list: [{ code: 'x', plain: 'y' }],
    });
  });
});
