import type {
  OfferContent,
  OfferDifference,
} from '@dualcloud/backstage-plugin-service-requests-common';

/** What differs between two versions, field by field, in the order of the later one. */
export function compareContents(
  before: { content: OfferContent; validUntil: string },
  after: { content: OfferContent; validUntil: string },
): OfferDifference[] {
  const old = flatten({ ...before.content, validUntil: before.validUntil });
  const now = flatten({ ...after.content, validUntil: after.validUntil });
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .filter(path => old.get(path) !== now.get(path))
    .map(path => ({ path, before: old.get(path), after: now.get(path) }));
}

/**
 * Leaves by their path. Entries of lists that have an id are known by it, so that
 * a component that moved up is not a changed one.
 */
function flatten(
  value: unknown,
  path = '',
  leaves = new Map<string, string>(),
): Map<string, string> {
  if (Array.isArray(value)) {
    value.forEach((child, index) =>
      flatten(child, `${path}[${child?.id ?? index}]`, leaves),
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      flatten(child, path ? `${path}.${key}` : key, leaves);
    }
  } else if (value !== undefined && value !== null) {
    leaves.set(path, String(value));
  }
  return leaves;
}
