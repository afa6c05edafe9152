import type { ResponseError } from '@backstage/errors';
import {
  FIELD_RULES,
  REFUSALS,
  type FieldRule,
  type RefusalCode,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Format } from '@dualcloud/foundation-react';
import type { refusalMessages } from '../translations/en/refusals';
import type { Translate } from '../journal';

type Values = Record<string, string>;
type Say = (key: keyof typeof refusalMessages, values?: Values) => string;

const FIELDS = [
  'name',
  'expiresAt',
  'stage',
  'ownerRef',
  'systemRef',
  'plan',
] as const;
const STAGES = ['development', 'test', 'production'] as const;

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

/** What a sentence needs, as it is read; undefined if something is missing. */
function valuesOf(
  needed: readonly string[],
  given: unknown,
  t: Translate,
  format: Format,
): Values | undefined {
  const params = asRecord(given);
  const values: Values = {};
  for (const name of needed) {
    const value = params[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      return undefined;
    }
    values[name] = String(value);
    if (name === 'date' || name === 'lastDay') {
      values[name] = format.date(`${value}T12:00:00`);
    }
    if (name === 'amount' || name === 'left' || name === 'cost') {
      values[name] = format.moneyMicros(String(value), String(params.currency));
    }
    const stage = STAGES.find(known => known === value);
    if (name === 'stage' && stage) values[name] = t(`stage.${stage}`);
  }
  return values;
}

/** A refusal in the reader's language; undefined where we have no sentence. */
export function refusalText(
  body: { code?: unknown; params?: unknown },
  t: Translate,
  format: Format,
): string | undefined {
  const code = String(body.code);
  if (!Object.hasOwn(REFUSALS, code)) return undefined;
  const known = code as RefusalCode;
  const values = valuesOf(REFUSALS[known], body.params, t, format);
  return values && (t as unknown as Say)(`refusal.${known}`, values);
}

function translateDetail(detail: unknown, t: Translate, format: Format) {
  const { field, rule, message, params } = asRecord(detail);
  const last = String(field).split('.').at(-1);
  const named = FIELDS.find(name => name === last);
  const ruled = Object.hasOwn(FIELD_RULES, String(rule))
    ? (rule as FieldRule)
    : undefined;
  const values = ruled && valuesOf(FIELD_RULES[ruled], params, t, format);
  return {
    field: named && values ? t(`field.${named}`) : field,
    rule,
    message:
      ruled && values
        ? (t as unknown as Say)(`rule.${ruled}`, values)
        : message,
    isTranslated: values !== undefined,
  };
}

/**
 * The same error with what it says in the reader's language: by the words that
 * the server gives beside its English. Whatever has no word stays as it is.
 */
export function translateRefusal(
  error: Error,
  t: Translate,
  format: Format,
): Error {
  if (error.name !== 'ResponseError') return error;
  const { body } = error as ResponseError;
  const inner = asRecord(body?.error);
  const details = Array.isArray(inner.details)
    ? inner.details.map(detail => translateDetail(detail, t, format))
    : undefined;
  const said = refusalText(inner, t, format);
  const allSaid = details?.length && details.every(d => d.isTranslated);
  const message = said ?? (allSaid ? t('refusal.invalid') : inner.message);
  const translated: Error = Object.create(error);
  Object.defineProperty(translated, 'body', {
    value: {
      ...body,
      error: { ...inner, message, ...(details && { details }) },
    },
  });
  return translated;
}
