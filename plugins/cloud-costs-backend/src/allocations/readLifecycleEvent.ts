import type { AllocationFacts } from './types';
import type { LifecycleFact } from './cutSegments';

const PREFIX = 'dev.dualcloud.instance.';
const STAGES = ['development', 'test', 'production'];
const LONGEST = 255;

/** A field at fault. */
export type LifecycleFault = { field: string; rule: string; message: string };

/** The kind that an event's type stands for. */
export function lifecycleKind(type: string): LifecycleFact['kind'] | undefined {
  switch (type) {
    case `${PREFIX}provisioned.v1`:
      return 'provisioned';
    case `${PREFIX}plan-changed.v1`:
      return 'plan-changed';
    case `${PREFIX}attribution-changed.v1`:
      return 'attribution-changed';
    case `${PREFIX}torn-down.v1`:
      return 'torn-down';
    default:
      return undefined;
  }
}

/** Reads an event that {@link checkLifecycleData} found nothing wrong with. */
export function readFacts(
  type: string,
  data: Record<string, unknown>,
): Pick<LifecycleFact, 'kind' | 'facts'> {
  const kind = lifecycleKind(type);
  if (!kind) throw new Error(`"${type}" is no life-cycle event`);
  if (kind === 'torn-down') return { kind };
  const text = (key: string) => data[key] as string | undefined;
  const customerRef = text('customerRef');
  const ownerRef = text('ownerRef') as string;
  return {
    kind,
    facts: {
      instanceName: text('instanceName') as string,
      environmentId: text('environmentId'),
      environmentName: text('environmentName'),
      serviceRef: text('serviceRef') as string,
      plan: text('plan') as string,
      stage: text('stage') as AllocationFacts['stage'],
      payerRef: text('payerRef') ?? customerRef ?? ownerRef,
      ownerRef,
      customerRef,
      softwareProviderRef: text('softwareProviderRef'),
      systemRef: text('systemRef'),
      tags: (data.tags as Record<string, string> | undefined) ?? {},
      simulated: data.simulated === true,
    },
  };
}

const REQUIRED = ['instanceName', 'serviceRef', 'plan', 'stage', 'ownerRef'];
const OPTIONAL = [
  'environmentId',
  'environmentName',
  'payerRef',
  'customerRef',
  'softwareProviderRef',
  'systemRef',
];

/** What is wrong with the data of a life-cycle event, if anything. */
export function checkLifecycleData(
  type: string,
  data: Record<string, unknown>,
): LifecycleFault | undefined {
  if (lifecycleKind(type) === 'torn-down') return undefined;
  for (const key of [...REQUIRED, ...OPTIONAL]) {
    const value = data[key];
    if (value === undefined || value === null) {
      if (OPTIONAL.includes(key)) continue;
      return fault(key, 'required', 'is missing');
    }
    if (
      typeof value !== 'string' ||
      value.length === 0 ||
      value.length > LONGEST ||
      value.includes('\u0000')
    ) {
      return fault(key, 'text', `must be a text of 1 to ${LONGEST} characters`);
    }
  }
  if (!STAGES.includes(data.stage as string)) {
    return fault('stage', 'enum', `must be one of ${STAGES.join(', ')}`);
  }
  if (data.tags !== undefined && !isTags(data.tags)) {
    return fault('tags', 'tags', 'must be an object of at most 50 texts');
  }
  return undefined;
}

function isTags(tags: unknown): boolean {
  if (tags === null || typeof tags !== 'object' || Array.isArray(tags)) {
    return false;
  }
  const entries = Object.entries(tags);
  return (
    entries.length <= 50 &&
    entries.every(
      ([key, value]) =>
        key.length <= 63 &&
        typeof value === 'string' &&
        value.length <= LONGEST &&
        !key.includes('\u0000') &&
        !value.includes('\u0000'),
    )
  );
}

function fault(key: string, rule: string, message: string): LifecycleFault {
  return { field: `data.${key}`, rule, message };
}
