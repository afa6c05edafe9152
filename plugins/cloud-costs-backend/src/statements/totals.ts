import type {
  Statement,
  StatementLine,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

type Total = Statement['totals']['bySystem'][number];

/**
 * Lines added up in four ways, largest first. Lines that belong to no system,
 * environment or stage are under the empty key, so each way adds up to the
 * statement.
 *
 * @param titles - of systems and services, by entity ref
 */
export function totalsOf(
  lines: readonly StatementLine[],
  titles: Readonly<Record<string, string>>,
): Statement['totals'] {
  const environments = Object.fromEntries(
    lines.flatMap(({ environmentId, environmentName }) =>
      environmentId && environmentName
        ? [[environmentId, environmentName]]
        : [],
    ),
  );
  return {
    bySystem: addUp(lines, line => line.systemRef, titles),
    byEnvironment: addUp(lines, line => line.environmentId, environments),
    byService: addUp(lines, line => line.serviceRef, titles),
    byStage: addUp(lines, line => line.stage, {}),
  };
}

function addUp(
  lines: readonly StatementLine[],
  keyOf: (line: StatementLine) => string | undefined,
  titles: Readonly<Record<string, string>>,
): Total[] {
  const sums = new Map<string, bigint>();
  for (const line of lines) {
    const key = keyOf(line) ?? '';
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(line.amount));
  }
  return [...sums]
    .sort(([a, x], [b, y]) => {
      if (x !== y) return x > y ? -1 : 1;
      return a < b ? -1 : 1;
    })
    .map(([key, amount]) => ({
      key,
      ...(titles[key] !== undefined && { title: titles[key] }),
      amount: String(amount),
    }));
}
