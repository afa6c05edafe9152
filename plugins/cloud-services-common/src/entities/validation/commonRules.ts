import { parseEntityRef } from '@backstage/catalog-model';
import type { EntityProblem } from './EntityProblem';

/** Longest name that leaves room for the prefix of the generated template, `order-`. */
const MAX_ORDERABLE_NAME_LENGTH = 57;

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
  );
}

/** Dates exist, and the period does not end before it begins. */
export function checkPeriod(spec: {
  validFrom?: string;
  validUntil?: string;
}): EntityProblem[] {
  const problems = (['validFrom', 'validUntil'] as const).flatMap(field => {
    const day = spec[field];
    return day === undefined || isRealDay(day)
      ? []
      : [
          {
            path: `spec.${field}`,
            rule: 'date-exists',
            message: `${day} is not a day of the calendar`,
          },
        ];
  });
  const { validFrom, validUntil } = spec;
  if (
    problems.length === 0 &&
    validFrom !== undefined &&
    validUntil !== undefined &&
    validUntil < validFrom
  ) {
    problems.push({
      path: 'spec.validUntil',
      rule: 'period-in-order',
      message: `the last day, ${validUntil}, is before the first, ${validFrom}`,
    });
  }
  return problems;
}

/** The reference can be read and names one of the kinds expected. */
export function checkRef(
  path: string,
  ref: string | undefined,
  kind: string,
): EntityProblem[] {
  if (ref === undefined) return [];
  try {
    const parsed = parseEntityRef(ref, {
      defaultKind: kind,
      defaultNamespace: 'default',
    });
    if (
      parsed.kind.toLocaleLowerCase('en-US') === kind.toLocaleLowerCase('en-US')
    ) {
      return [];
    }
    return [
      {
        path,
        rule: 'ref-of-kind',
        message: `must name a ${kind}, but "${ref}" names a ${parsed.kind}`,
      },
    ];
  } catch {
    return [
      {
        path,
        rule: 'ref-readable',
        message: `"${ref}" is not an entity reference; write [kind:][namespace/]name`,
      },
    ];
  }
}

/** {@link checkRef} for each of a list. */
export function checkRefs(
  path: string,
  refs: string[] | undefined,
  kind: string,
): EntityProblem[] {
  return (refs ?? []).flatMap((ref, index) =>
    checkRef(`${path}[${index}]`, ref, kind),
  );
}

/** Each value stands only once. */
export function checkUnique(
  values: string[],
  pathAt: (index: number) => string,
  rule: string,
  what: string,
): EntityProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index
      ? [
          {
            path: pathAt(index),
            rule,
            message: `${what} "${value}" stands here a second time; each may stand once`,
          },
        ]
      : [],
  );
}

/** The generated template `order-<name>` must keep to 63 characters. */
export function checkOrderableName(name: string): EntityProblem[] {
  return name.length <= MAX_ORDERABLE_NAME_LENGTH
    ? []
    : [
        {
          path: 'metadata.name',
          rule: 'name-leaves-room',
          message: `has ${name.length} characters; what can be ordered may have at most ${MAX_ORDERABLE_NAME_LENGTH}, because its template is called order-<name>`,
        },
      ];
}

/**
 * The way round from a node back to itself, or `undefined`.
 * @param next - where one gets from a node
 * @public
 */
export function findCycle(
  nodes: Iterable<string>,
  next: (node: string) => readonly string[],
): string[] | undefined {
  const done = new Set<string>();
  for (const start of nodes) {
    const trail: string[] = [];
    const stack: Array<{ node: string; rest: string[] }> = [];
    const enter = (node: string) => {
      trail.push(node);
      stack.push({ node, rest: [...next(node)] });
    };
    if (!done.has(start)) enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const follower = top.rest.shift();
      if (follower === undefined) {
        done.add(top.node);
        stack.pop();
        trail.pop();
      } else if (trail.includes(follower)) {
        return [...trail.slice(trail.indexOf(follower)), follower];
      } else if (!done.has(follower)) {
        enter(follower);
      }
    }
  }
  return undefined;
}
