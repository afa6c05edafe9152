import type { JsonObject } from '@backstage/types';
import type { LocalizedText } from '@dualcloud/foundation-common';
import type {
  RequestEventSpec,
  RequestPhase,
  RequestRole,
  RequestStateSpec,
} from '../types';

/** A text in both languages. */
export function text(en: string, de: string): LocalizedText {
  return { en, de };
}

type Waiting = {
  waitsFor: RequestRole;
  next: LocalizedText;
  targetTime?: string;
};

/** A state in which it is somebody's turn. */
export function waiting(
  id: string,
  titles: LocalizedText,
  phase: RequestPhase,
  whose: Waiting,
): RequestStateSpec {
  return { id, titles, phase, ...whose };
}

/** A state in which nothing has to be done. */
export function resting(
  id: string,
  titles: LocalizedText,
  phase: RequestPhase,
  next: LocalizedText,
): RequestStateSpec {
  return { id, titles, phase, next };
}

/** Made happen by hand. */
export function byHand(
  id: string,
  titles: LocalizedText,
  way: { from: string[]; to: string; by: RequestRole[] },
  needs?: RequestEventSpec['needs'],
): RequestEventSpec {
  return { id, titles, ...way, ...(needs && { needs }) };
}

/** Set off by something else. */
export function byTrigger(
  trigger: NonNullable<RequestEventSpec['trigger']>,
  titles: LocalizedText,
  way: { from: string[]; to: string },
): RequestEventSpec {
  return { id: trigger, titles, ...way, by: [], trigger };
}

/** A field with its texts in both languages. */
export function field(
  titles: LocalizedText,
  schema: JsonObject,
  descriptions?: LocalizedText,
): JsonObject {
  return {
    type: 'string',
    title: titles.en,
    'x-titles': titles,
    ...(descriptions && {
      description: descriptions.en,
      'x-descriptions': descriptions,
    }),
    ...schema,
  };
}

/** A field of choices, each with its name in both languages. */
export function choice(
  titles: LocalizedText,
  choices: Record<string, LocalizedText>,
  more: JsonObject = {},
): JsonObject {
  return field(titles, {
    enum: Object.keys(choices),
    enumNames: Object.values(choices).map(({ en }) => en),
    'x-enum-titles': Object.values(choices),
    ...more,
  });
}

/** A page of the form. */
export function pageOf(
  titles: LocalizedText,
  properties: Record<string, JsonObject>,
  required: string[],
): JsonObject {
  return {
    title: titles.en,
    'x-titles': titles,
    required,
    properties,
  };
}

/** Text of several lines. */
export const LONG: JsonObject = {
  minLength: 1,
  maxLength: 10_000,
  'ui:widget': 'textarea',
  'ui:options': { rows: 6 },
};

/** Text of one line. */
export const SHORT: JsonObject = { minLength: 1, maxLength: 200 };

export const PROTECTION = choice(
  text('Protection level', 'Schutzbedarf'),
  {
    normal: text('normal', 'normal'),
    high: text('high', 'hoch'),
    'very-high': text('very high', 'sehr hoch'),
  },
  { default: 'normal' },
);
