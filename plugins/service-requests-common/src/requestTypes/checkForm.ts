import type { JsonObject } from '@backstage/types';
import type { LocatedProblem } from '@dualcloud/foundation-common';
import Ajv from 'ajv';
import type { RequestTypeSpec } from './types';

/** What `GET` of a form never contains: it would be run, or fetched. */
const STEERING = /^(\$text|\$json|\$yaml|\$openapi|\$asyncapi|backstage:.*)$/;

/** Each page is a JSON Schema of an object, and no field stands on two pages. */
export function checkForm({ form }: RequestTypeSpec): LocatedProblem[] {
  const known = new Set<string>();
  return form.flatMap((page, index) => {
    const at = ['spec', 'form', index];
    const problems = checkPage(page, at);
    for (const field of Object.keys((page.properties ?? {}) as JsonObject)) {
      if (known.has(field)) {
        problems.push({
          at: [...at, 'properties', field],
          rule: 'unique',
          message: `field "${field}" stands on an earlier page already`,
        });
      }
      known.add(field);
    }
    return problems;
  });
}

function checkPage(
  page: JsonObject,
  at: Array<string | number>,
): LocatedProblem[] {
  const steering = findSteering(page, at);
  if (steering) return [steering];
  if (typeof page.properties !== 'object' || page.properties === null) {
    return [
      {
        at: [...at, 'properties'],
        rule: 'has-fields',
        message: 'is missing; a page of the form has fields',
      },
    ];
  }
  try {
    // Fields of the form technology stand beside those of JSON Schema.
    new Ajv({ strict: false, validateFormats: false }).compile({
      ...page,
      type: 'object',
    });
    return [];
  } catch (error) {
    return [
      {
        at,
        rule: 'json-schema',
        message: `is no JSON Schema (draft-07): ${
          error instanceof Error ? error.message : error
        }`,
      },
    ];
  }
}

function findSteering(
  value: unknown,
  at: Array<string | number>,
): LocatedProblem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const here = [...at, key];
    const isRemote =
      key === '$ref' && typeof child === 'string' && !child.startsWith('#');
    if (STEERING.test(key) || isRemote) {
      return {
        at: here,
        rule: 'no-steering',
        message: 'is not allowed in a form: it would be fetched or run',
      };
    }
    const found = findSteering(child, here);
    if (found) return found;
  }
  return undefined;
}
