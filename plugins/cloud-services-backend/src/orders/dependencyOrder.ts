/** Something that comes after others. */
export type Dependent = { name: string; dependsOn?: string[] };

/** Sorted so that everything comes after what it depends on, or what is wrong. */
export type Sorted<T> =
  | { sorted: T[] }
  | { cycle: string[] }
  | { unknown: string; of: string };

export function dependencyOrder<T extends Dependent>(items: T[]): Sorted<T> {
  const byName = new Map(items.map(item => [item.name, item]));
  for (const item of items) {
    const unknown = item.dependsOn?.find(name => !byName.has(name));
    if (unknown !== undefined) return { unknown, of: item.name };
  }
  const sorted: T[] = [];
  const placed = new Set<string>();
  let open = items;
  while (open.length) {
    const free = open.filter(item =>
      (item.dependsOn ?? []).every(name => placed.has(name)),
    );
    if (free.length === 0) return { cycle: open.map(({ name }) => name) };
    free.forEach(({ name }) => placed.add(name));
    sorted.push(...free);
    open = open.filter(({ name }) => !placed.has(name));
  }
  return { sorted };
}
