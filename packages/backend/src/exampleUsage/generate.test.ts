import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageGenerator } from './generate';
import { parseScenario } from './scenario';

const file = `${__dirname}/../../../../examples/usage.yaml`;
const scenario = parseScenario(parse(readFileSync(file, 'utf8')));
const NOW = Date.UTC(2026, 10, 23, 12);
const generator = () => new UsageGenerator(scenario, NOW);

const quantityOf = (event: { data?: unknown }) =>
  Number((event.data as { quantity: string }).quantity);

describe('example usage', () => {
  const all = [...generator().usage(0, NOW)];

  it('is the same each time, and has no id twice', () => {
    expect(JSON.stringify([...generator().usage(0, NOW)])).toBe(
      JSON.stringify(all),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(50_000);
  });

  it('goes on where it was left', () => {
    const between = NOW - 40 * 86_400_000;
    const parts = [
      ...generator().usage(0, between),
      ...generator().usage(between, NOW),
    ];
    expect(parts.map(({ id }) => id).sort()).toEqual(
      all.map(({ id }) => id).sort(),
    );
  });

  it('lies within the life of its instance', () => {
    const life = new Map<string, { from: string; to?: string }>();
    for (const event of generator().lifecycle()) {
      if (event.type.includes('provisioned')) {
        life.set(event.subject, { from: event.time });
      } else if (event.type.includes('torn-down')) {
        life.get(event.subject)!.to = event.time;
      }
    }
    const outside = all.filter(({ subject, time }) => {
      const { from, to } = life.get(subject)!;
      return time < from || (to !== undefined && time >= to);
    });
    expect(outside).toEqual([]);
  });

  it('is quiet at weekends and runs away once', () => {
    const messages = all.filter(({ id }) =>
      id.startsWith('example-kfz-lasttest-nachrichten/'),
    );
    const sum = (from: number, days: number) =>
      messages
        .filter(({ time }) => {
          const at = Date.parse(time);
          return at >= from && at < from + days * 86_400_000;
        })
        .reduce((total, event) => total + quantityOf(event), 0);
    const saturday = Date.UTC(2026, 8, 19);
    expect(sum(saturday, 2)).toBeLessThan(sum(saturday + 2 * 86_400_000, 2));
    const runaway = NOW - 38 * 86_400_000;
    expect(sum(runaway, 7)).toBeGreaterThan(
      10 * sum(runaway - 14 * 86_400_000, 7),
    );
  });

  it('delivers late events and corrections apart from the rest', () => {
    const ids = new Set(all.map(({ id }) => id));
    const late = generator().late();
    expect(late).toHaveLength(4 * 6);
    expect(late.filter(({ id }) => ids.has(id))).toEqual([]);
    const corrections = generator().corrections();
    expect(corrections).toHaveLength(6);
    for (const correction of corrections) {
      const { corrects } = correction.data as { corrects: { id: string } };
      const original = all.find(({ id }) => id === corrects.id)!;
      expect(quantityOf(correction)).toBeLessThan(0);
      expect(
        quantityOf(original) + quantityOf(correction),
      ).toBeGreaterThanOrEqual(0);
    }
  });

  it('says which entry of the scenario is wrong', () => {
    expect(() => parseScenario({ ...scenario, months: 'twelve' })).toThrow(
      /not valid at months/,
    );
  });
});
