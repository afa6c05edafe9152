import type { JsonObject } from '@backstage/types';
import { localizeSchema } from '@dualcloud/foundation-common';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Faults } from '../fields';

/** A page of a request type's form, as it is shown. */
export type FormPageSpec = {
  title: string;
  schema: RJSFSchema;
  uiSchema: UiSchema;
  /** Names of its fields. */
  fields: string[];
};

/** The pages of a form in the reader's language, schema and `ui:*` apart. */
export function pagesOf(
  form: readonly Record<string, unknown>[],
  language: string,
): FormPageSpec[] {
  return form.map(page => {
    const localized = localizeSchema(page, language) as JsonObject;
    const { schema, uiSchema } = extractSchemaFromStep(localized);
    return {
      title: String(localized.title ?? ''),
      // The page has its title as a heading of its own.
      schema: { ...schema, type: 'object', title: undefined } as RJSFSchema,
      uiSchema: { ...uiSchema } as UiSchema,
      fields: Object.keys((localized.properties ?? {}) as JsonObject),
    };
  });
}

/** What the server found wrong on a page, as RJSF takes it. */
export function extraErrorsOf(faults: Faults): ErrorSchema {
  const errors: Record<string, unknown> = {};
  for (const [field, message] of Object.entries(faults)) {
    const path = field.split('.');
    if (path.shift() !== 'form' || path.length === 0) continue;
    let place = errors;
    for (const key of path) {
      place[key] ??= {};
      place = place[key] as Record<string, unknown>;
    }
    place.__errors = [...((place.__errors as string[]) ?? []), message];
  }
  return errors as ErrorSchema;
}

/** The page on which the first fault is: 0 is what is asked before the form. */
export function pageOfFault(
  faults: Faults,
  pages: readonly FormPageSpec[],
): number | undefined {
  const [first] = Object.keys(faults);
  if (first === undefined) return undefined;
  const [root, name] = first.split('.');
  if (root !== 'form') return 0;
  const index = pages.findIndex(({ fields }) => fields.includes(name));
  return index < 0 ? undefined : index + 1;
}
