/** The parts of an entity that are looked at; queries may have left out the others. */
type PartialEntity = {
  metadata?: {
    title?: string;
    description?: string;
    annotations?: Record<string, string>;
  };
  spec?: object;
};

/** Annotations with which an entity brings its title and description in another language. */
const ANNOTATION = {
  title: 'dualcloud.dev/title-',
  description: 'dualcloud.dev/description-',
} as const;

function textOf(
  entity: PartialEntity,
  part: 'title' | 'description',
  language: string,
): string | undefined {
  const annotated = entity.metadata?.annotations?.[ANNOTATION[part] + language];
  if (annotated) return annotated;
  const own: unknown = Reflect.get(entity.spec ?? {}, part);
  if (typeof own !== 'object' || own === null) return undefined;
  const text: unknown = Reflect.get(own, language);
  return typeof text === 'string' && text ? text : undefined;
}

/**
 * An entity with title and description in the language, where it has them: in
 * annotations, or in its spec as cloud services and blueprints do.
 */
export function localizeEntity<T extends PartialEntity | undefined>(
  entity: T,
  language: string,
): T {
  if (!entity?.metadata) return entity;
  const title = textOf(entity, 'title', language);
  const description = textOf(entity, 'description', language);
  if (!title && !description) return entity;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      ...(title && { title }),
      ...(description && { description }),
    },
  };
}

const NEEDED = ['metadata.annotations', 'spec.title', 'spec.description'];

/** What is needed to localize, wherever a title is asked for, by itself or with all metadata. */
export function withLocalizedFields(fields: string[]): string[] {
  return fields.some(field => /^metadata(\.(title|description))?$/.test(field))
    ? [...new Set([...fields, ...NEEDED])]
    : fields;
}
