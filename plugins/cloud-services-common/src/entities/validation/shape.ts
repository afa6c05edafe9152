import {
  createShapeCheck,
  toDocumentProblem,
} from '@dualcloud/foundation-common';
import type { JSONSchema7 } from 'json-schema';
import type { EntityProblem } from './EntityProblem';

type ShapeCheck = ReturnType<typeof createShapeCheck>;

const checks = new WeakMap<JSONSchema7, ShapeCheck>();

/** Checks a value against one of our schemas; problems are told in words. @public */
export function checkShape(
  schema: JSONSchema7,
  value: unknown,
  root: string,
): EntityProblem[] {
  const check = checks.get(schema) ?? createShapeCheck(schema);
  checks.set(schema, check);
  return check(value).map(problem =>
    toDocumentProblem({ ...problem, at: [root, ...problem.at] }),
  );
}
