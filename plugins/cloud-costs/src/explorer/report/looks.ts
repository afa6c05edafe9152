import type { CostGroup } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { LOOKS, REST, type DrawnSeries } from '../../plots';

/** Groups beyond those that can be told apart look like the rest. */
export function lookOf(
  group: Pick<CostGroup, 'other'>,
  index: number,
): DrawnSeries['look'] {
  return group.other || index >= LOOKS ? REST : index;
}

/** The groups as they are drawn: the largest, and all others in one. */
export function drawn(
  groups: CostGroup[],
  nameOf: (group: CostGroup) => string,
  otherName: string,
): DrawnSeries[] {
  const shown = groups
    .map((group, index) => ({ group, look: lookOf(group, index) }))
    .filter(({ look }) => look !== REST);
  const rest = groups.filter((group, index) => lookOf(group, index) === REST);
  const series = shown.map(({ group, look }) => ({
    key: group.key,
    label: nameOf(group),
    amounts: group.points ?? [],
    look,
  }));
  if (rest.length === 0) return series;
  const amounts = (rest[0].points ?? []).map((_, index) =>
    String(
      rest.reduce((sum, { points }) => sum + BigInt(points?.[index] ?? 0), 0n),
    ),
  );
  return [
    ...series,
    // No group has a name that begins with a blank.
    { key: ' other', label: otherName, amounts, look: REST },
  ];
}
