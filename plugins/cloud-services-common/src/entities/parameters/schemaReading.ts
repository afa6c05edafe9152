import type { JsonObject } from '@backstage/types';
import { plainText } from './unsafe';

/** Thrown inside; `normalizeParameterSchema` turns it into a reason. */
export class Refusal extends Error {}

export type Draft = 4 | 6 | 7 | 2019 | 2020;
export type Schema = JsonObject | boolean;

export type Reading = {
  root: JsonObject;
  draft: Draft;
  nodes: number;
  /** `$ref`s that are being followed; meeting one again is a circle. */
  following: string[];
};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refuse(at: string, reason: string): never {
  throw new Refusal(`${at || 'the schema'}: ${reason}`);
}

export function draftOf(schema: JsonObject): Draft {
  const { $schema } = schema;
  if ($schema === undefined) {
    return schema.$defs !== undefined ? 2020 : 7;
  }
  const found =
    /json-schema\.org\/(?:draft-0([467])|draft\/(2019-09|2020-12))\/schema#?$/.exec(
      String($schema),
    );
  if (found?.[1]) return Number(found[1]) as Draft;
  if (found?.[2]) return found[2] === '2019-09' ? 2019 : 2020;
  if (/json-schema\.org\/schema#?$/.test(String($schema))) return 7;
  throw new Refusal(
    `$schema: "${plainText(
      $schema,
      100,
    )}" is no draft that can be used; drafts 04, 06, 07, 2019-09 and 2020-12 can`,
  );
}
