import { parseEntityRef } from '@backstage/catalog-model';
import {
  checkPeriod as checkDocumentPeriod,
  toDocumentProblem,
} from '@dualcloud/foundation-common';
import type { EntityProblem } from './EntityProblem';

/** Longest name that leaves room for the prefix of the generated template, `order-`. */
const MAX_ORDERABLE_NAME_LENGTH = 57;

/** Dates exist, and the period does not end before it begins. */
export function checkPeriod(spec: {
  validFrom?: string;
  validUntil?: string;
}): EntityProblem[] {
  return checkDocumentPeriod(spec, ['spec']).map(problem =>
    toDocumentProblem(problem),
  );
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
