import * as fc from 'fast-check';
import {
  type AccountOptions,
  accountTime,
  attainmentOf,
  availabilityOf,
  type OutageFact,
} from '.';
import {
  intervalSet,
  lengthOf,
  subtract,
  type IntervalSet,
} from '../intervals';
import { someAccount } from './__testUtils__/arbitraries';
import { lookAtEverySecond, type Second } from './__testUtils__/oracle';

const RUNS = { numRuns: 400 };

const figuresOf = (options: AccountOptions) =>
  availabilityOf(accountTime(options), '99.5');
const withOutages = (
  options: AccountOptions,
  outages: OutageFact[],
): AccountOptions => ({ ...options, facts: { ...options.facts, outages } });

it('says of every second what one finds who looks at it', () => {
  const runsOf = (
    seconds: Second[],
    key: Exclude<keyof Second, 'at'>,
  ): IntervalSet =>
    intervalSet(
      seconds
        .filter(second => second[key])
        .map(({ at }) => [at, at + 1] as const),
    );
  fc.assert(
    fc.property(someAccount, options => {
      const account = accountTime(options);
      const seconds = lookAtEverySecond(options);
      expect({
        runs: account.runs,
        down: account.down,
        agreed: account.agreed,
        planned: account.planned,
        gaps: account.gaps,
        denominator: account.denominator,
        counted: account.counted,
      }).toEqual({
        runs: runsOf(seconds, 'run'),
        down: runsOf(seconds, 'down'),
        agreed: runsOf(seconds, 'agreed'),
        planned: runsOf(seconds, 'planned'),
        gaps: runsOf(seconds, 'gap'),
        denominator: runsOf(seconds, 'denominator'),
        counted: runsOf(seconds, 'counted'),
      });
    }),
    { numRuns: 400 },
  );
});

it('lies between nothing and everything', () => {
  fc.assert(
    fc.property(someAccount, options => {
      const account = accountTime(options);
      const share = attainmentOf(account);
      const {
        denominatorSeconds,
        agreedSeconds,
        plannedSeconds,
        excludedGapSeconds,
      } = availabilityOf(account, '99.5');
      expect(share === undefined).toBe(denominatorSeconds === 0);
      const { part, whole } = share ?? { part: 0n, whole: 0n };
      expect(part >= 0n && part <= whole).toBe(true);
      expect(denominatorSeconds).toBe(
        agreedSeconds -
          excludedGapSeconds -
          (options.terms.denominator === 'agreed' ? 0 : plannedSeconds),
      );
    }),
    RUNS,
  );
});

it('does not depend on how outages are split, ordered, doubled or overlap', () => {
  fc.assert(
    fc.property(
      someAccount,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (options, chance) => {
        const next = () => chance.next().value;
        const mangled = options.facts.outages
          .flatMap(outage => {
            const { fromS, toS } = outage;
            if (toS === undefined || toS <= fromS) return [outage, outage];
            const cut = fromS + Math.floor((toS - fromS) * next());
            const overlap = Math.floor((toS - cut) * next());
            return [
              { ...outage, id: `${outage.id}-a`, toS: cut + overlap },
              { ...outage, id: `${outage.id}-b`, fromS: cut },
            ];
          })
          .sort(() => next() - 0.5);
        const account = accountTime(options);
        const other = accountTime(withOutages(options, mangled));
        expect(other).toEqual(account);
      },
    ),
    RUNS,
  );
});

it('never rises with more down time that counts', () => {
  fc.assert(
    fc.property(
      someAccount,
      fc.integer({ min: 0, max: 1 }),
      (options, which) => {
        const { outages } = options.facts;
        const without = outages.slice(0, -1);
        const added = outages.at(-1);
        fc.pre(
          added !== undefined &&
            added.impact === 'down' &&
            !options.terms.notCounted.includes(added.cause),
        );
        // Adding it, and making one longer that is already there.
        const before = withOutages(
          options,
          which === 0
            ? without
            : [
                ...without,
                {
                  ...added,
                  toS: (added.fromS + (added.toS ?? options.now)) / 2,
                },
              ],
        );
        const accountBefore = accountTime(before);
        const account = accountTime(options);
        // An outage also says of a gap what the time was. Where that is planned, or
        // down for a cause that does not count as well, it ceases to be left out, or
        // to count as down, without counting itself: a vector shows it.
        const nowKnown = subtract(accountBefore.gaps, account.gaps);
        fc.pre(lengthOf(subtract(nowKnown, account.counted)) === 0);
        const a = attainmentOf(accountBefore);
        const b = attainmentOf(account);
        // A part that is out can leave all to another of which nothing is known.
        if (!a || !b) return;
        expect(b.part * a.whole <= a.part * b.whole).toBe(true);
      },
    ),
    RUNS,
  );
});

it('ignores what happens outside the service hours, after now, and elsewhere', () => {
  fc.assert(
    fc.property(someAccount, options => {
      const { calendar, interval, now, facts } = options;
      const seconds = lengthOf(calendar.serviceHours(interval));
      const [from, to] = interval;
      const outside: OutageFact[] = [];
      const base = {
        state: 'confirmed',
        cause: 'provider',
        impact: 'down',
        subjectRef: 'application',
      } as const;
      const service = calendar.serviceHours([from - 86_400, to + 86_400]);
      for (let i = 1; i + 1 < service.length; i += 2) {
        outside.push({
          ...base,
          id: `night-${i}`,
          fromS: service[i],
          toS: service[i + 1],
        });
      }
      outside.push({ ...base, id: 'later', fromS: now, toS: now + 1000 });
      outside.push({ ...base, id: 'before', fromS: from - 1000, toS: from });
      outside.push({
        ...base,
        id: 'elsewhere',
        fromS: from,
        toS: to,
        subjectRef: 'other',
      });
      const changed = figuresOf(
        withOutages(options, [...facts.outages, ...outside]),
      );
      expect(changed.agreedSeconds).toBe(seconds);
      expect(changed).toEqual(figuresOf(options));
    }),
    RUNS,
  );
});
