import type { z as zod } from 'zod/v3';

/* The scaffolder hands its own zod to each field. */
type Z = typeof zod;

const part = (z: Z) => z.record(z.any());
const parts = (z: Z) => z.array(part(z));
const titles = (z: Z) =>
  z.object({ en: z.string(), de: z.string().optional() });
const day = (z: Z) =>
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2027-01-01');

/**
 * The fields of an agreement's `spec`, by their names there. What is inside of
 * them the backend checks, with the rules that the catalog has too.
 */
export const specFields = {
  agreement: (z: Z) =>
    z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be in kebab case')
      .max(50)
      .describe('Name of the agreement, the same in all of its versions'),
  version: (z: Z) =>
    z.string().optional().describe("Version of the agreement; '1' if left out"),
  validFrom: (z: Z) =>
    day(z).describe("First day on which it holds, in the calendar's time zone"),
  validUntil: (z: Z) =>
    day(z)
      .optional()
      .describe('Last day, included; until the next version if left out'),
  owner: (z: Z) =>
    z.string().describe('The group that looks after the document'),
  titles: (z: Z) =>
    titles(z).optional().describe('What people read, in English and German'),
  scope: (z: Z) =>
    part(z).describe(
      'What it is about: type general with serviceRef; special with serviceRef and customerRef; environments with stages',
    ),
  calendarRef: (z: Z) =>
    z
      .string()
      .optional()
      .describe(
        'The service hours, such as servicecalendar:default/office-hours; needed unless scope.refines names an agreement that has it',
      ),
  denominator: (z: Z) =>
    z
      .enum(['agreed', 'agreedMinusPlanned'])
      .optional()
      .describe('What the figure is a share of'),
  gaps: (z: Z) =>
    z
      .enum(['up', 'down', 'excluded'])
      .optional()
      .describe('What time without data counts as'),
  objectives: (z: Z) =>
    parts(z).optional().describe("Objectives; percentages in quotes: '99.5'"),
  notCounted: (z: Z) =>
    z
      .array(z.string())
      .optional()
      .describe('Causes whose outages do not count; customer if left out'),
  availabilityClass: (z: Z) =>
    z.string().optional().describe('A name, such as silver'),
  responsibilities: (z: Z) =>
    parts(z).optional().describe('Who answers for which part'),
  maintenance: (z: Z) =>
    part(z).optional().describe('Notice, right to object, cap'),
  composition: (z: Z) =>
    part(z).optional().describe('What the service is built on'),
  measurement: (z: Z) => parts(z).optional().describe('How it is measured'),
  penalties: (z: Z) => parts(z).optional().describe('Reductions by tiers'),
};

/** Where the document goes. */
export const placeFields = {
  path: (z: Z) =>
    z
      .string()
      .min(1)
      .optional()
      .describe(
        "The document's file in the workspace; agreements/<agreement>-<version>.yaml if left out",
      ),
  catalogInfoPath: (z: Z) =>
    z
      .string()
      .min(1)
      .optional()
      .describe(
        'The catalog file that is to lead to the document, made if there is none; catalog-info.yaml if left out',
      ),
};
