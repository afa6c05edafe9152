import type { AllocationFacts, BegunBy } from './types';

/** What happened to an instance. */
export type LifecycleFact = {
  kind: 'provisioned' | 'plan-changed' | 'attribution-changed' | 'torn-down';
  timeMs: number;
  /** Breaks ties, the same wherever and whenever it is read. */
  order: string;
  /** What holds from then on; none of `torn-down`. */
  facts?: AllocationFacts;
};

/** A stretch of an instance's life. */
export type Segment = {
  fromMs: number;
  toMs?: number;
  begunBy: BegunBy;
  facts: AllocationFacts;
};

const RANK = {
  provisioned: 0,
  'plan-changed': 1,
  'attribution-changed': 2,
  'torn-down': 3,
};

/**
 * Cuts the life of an instance into segments. What comes out depends on the set
 * of events alone and not on the order in which they came in.
 *
 * Nothing that happens after the end counts, unless the instance is provisioned
 * again. A change that is known before the provisioning begins a segment, which
 * the provisioning later puts one in front of.
 */
export function cutSegments(events: LifecycleFact[]): Segment[] {
  const sorted = [...events].sort(
    (a, b) =>
      a.timeMs - b.timeMs ||
      RANK[a.kind] - RANK[b.kind] ||
      (a.order < b.order ? -1 : 1),
  );
  const segments: Segment[] = [];
  let open: Segment | undefined;
  let ended = false;
  for (const event of sorted) {
    const { facts, timeMs, kind } = event;
    if (kind === 'torn-down' || !facts) {
      if (open) open.toMs = timeMs;
      open = undefined;
      ended = true;
    } else if (open) {
      if (sameCharge(open.facts, facts)) continue;
      open.toMs = timeMs;
      const planChanged =
        open.facts.plan !== facts.plan ||
        open.facts.serviceRef !== facts.serviceRef;
      open = {
        fromMs: timeMs,
        // What changed at the very beginning was never anything else.
        begunBy:
          open.fromMs === timeMs
            ? open.begunBy
            : (planChanged && 'plan-changed') || 'agreement',
        facts,
      };
      segments.push(open);
    } else if (!ended || kind === 'provisioned') {
      ended = false;
      open = { fromMs: timeMs, begunBy: begins(kind), facts };
      segments.push(open);
    }
  }
  return segments.filter(
    ({ fromMs, toMs }) => toMs === undefined || toMs > fromMs,
  );
}

function begins(kind: LifecycleFact['kind']): BegunBy {
  if (kind === 'provisioned' || kind === 'plan-changed') return kind;
  return 'agreement';
}

const CHARGED = [
  'environmentId',
  'serviceRef',
  'plan',
  'stage',
  'payerRef',
  'ownerRef',
  'customerRef',
  'softwareProviderRef',
  'systemRef',
  'simulated',
] as const;

function sameCharge(a: AllocationFacts, b: AllocationFacts): boolean {
  return (
    CHARGED.every(key => a[key] === b[key]) &&
    tagText(a.tags) === tagText(b.tags)
  );
}

function tagText(tags: Record<string, string>): string {
  return JSON.stringify(
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
