import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** Lines that belong together, with their exact sum. */
export type LineGroup = {
  key: string;
  kind: StatementLine['kind'];
  /** What they are for; undefined for what belongs to no system. */
  systemRef?: string;
  lines: StatementLine[];
  amount: bigint;
};

const ORDER: StatementLine['kind'][] = [
  'charge',
  'adjustment',
  'credit',
  'reduction',
];

/** Charges by environment, then adjustments, credits and reductions; in the order of their positions. */
export function groupLines(lines: StatementLine[]): LineGroup[] {
  const groups = new Map<string, LineGroup>();
  for (const line of lines) {
    const { kind, systemRef } = line;
    const isCharge = kind === 'charge';
    const of = isCharge
      ? line.environmentId ?? line.instanceId ?? systemRef
      : '';
    const key = `${kind} ${of ?? ''}`;
    const group = groups.get(key) ?? {
      key,
      kind,
      ...(isCharge && { systemRef }),
      lines: [],
      amount: 0n,
    };
    group.lines.push(line);
    group.amount += BigInt(line.amount);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
}
