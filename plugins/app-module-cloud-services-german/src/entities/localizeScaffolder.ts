import type { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  ScaffolderApi,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { localizeSchema } from '@dualcloud/foundation-common';

type CatalogApi = typeof catalogApiRef.T;

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

function textIn(texts: unknown, language: string): string | undefined {
  const text = partOf(texts, language);
  return typeof text === 'string' ? text : undefined;
}

function localizeForm(
  form: TemplateParameterSchema,
  language: string,
): TemplateParameterSchema {
  const labels = form.steps
    .map(({ schema }) => schema['x-button-labels'])
    .find(value => value !== undefined);
  const create = textIn(partOf(labels, 'createButtonText'), language);
  const review = textIn(partOf(labels, 'reviewButtonText'), language);
  return {
    ...form,
    presentation: {
      ...form.presentation,
      buttonLabels: {
        ...form.presentation?.buttonLabels,
        ...(create && { createButtonText: create }),
        ...(review && { reviewButtonText: review }),
      },
    },
    steps: form.steps.map(step => ({
      ...step,
      title: textIn(step.schema['x-titles'], language) ?? step.title,
      // For the review, which shows what the form's own fields do not.
      schema: localizeSchema(step.schema, language),
    })),
  };
}

/**
 * A scaffolder whose forms have title, description, pages, buttons and fields in
 * the user's language, where the template brings them.
 */
export function localizeScaffolder(
  scaffolder: ScaffolderApi,
  catalog: CatalogApi,
  language: () => string,
): ScaffolderApi {
  async function getTemplateParameterSchema(templateRef: string) {
    const [form, entity] = await Promise.all([
      scaffolder.getTemplateParameterSchema(templateRef),
      catalog.getEntityByRef(templateRef).catch(() => undefined),
    ]);
    const { title = form.title, description = form.description } =
      entity?.metadata ?? {};
    return localizeForm({ ...form, title, description }, language());
  }
  return new Proxy(scaffolder, {
    get(target, name) {
      if (name === 'getTemplateParameterSchema') {
        return getTemplateParameterSchema;
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
