import type {
  ReportChange,
  ReportContent,
} from '@dualcloud/backstage-plugin-service-levels-common';

/** What names a thing in a list, so that it is found again in another version. */
const NAMES = ['objective', 'id', 'period', 'from'];
/** Differs whenever one looks. */
const IGNORED = new Set(['workedOutAt']);

type Leaf = Omit<ReportChange, 'before' | 'after'> & { value: string };

/** What is different between two versions, in the order in which reports say it; pure. */
export function compareReports(
  before: ReportContent,
  after: ReportContent,
): ReportChange[] {
  const old = leavesOf(before);
  const fresh = leavesOf(after);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap(key => {
    const was = old.get(key);
    const is = fresh.get(key);
    if (was?.value === is?.value) return [];
    const { section, item, field } = (was ?? is)!;
    return [
      {
        section,
        ...(item !== undefined && { item }),
        field,
        ...(was && { before: was.value }),
        ...(is && { after: is.value }),
      },
    ];
  });
}

function leavesOf(content: ReportContent): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (value: unknown, path: string[], items: string[]): void => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) {
      value.forEach((child, index) =>
        walk(child, path, [...items, nameOf(child, index)]),
      );
    } else if (typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) {
        if (!IGNORED.has(key)) walk(child, [...path, key], items);
      }
    } else {
      const [section, ...rest] = path;
      const leaf = {
        section,
        ...(items.length > 0 && { item: items.join(' › ') }),
        field: rest.join('.') || section,
        value: String(value),
      };
      leaves.set([section, leaf.item, leaf.field].join('\n'), leaf);
    }
  };
  walk(content, [], []);
  return leaves;
}

function nameOf(child: unknown, index: number): string {
  if (child !== null && typeof child === 'object') {
    const named = child as Record<string, unknown>;
    const name = NAMES.find(one => typeof named[one] === 'string');
    if (name) return String(named[name]);
  }
  return String(index + 1);
}
