import type { JsonObject, JsonValue } from '@backstage/types';
import type { CloudServicePlan } from '../CloudService';

/** What a form shows of a plan, under the key `x-plans` of the schema. @public */
export type PlanChoice = Pick<
  CloudServicePlan,
  | 'name'
  | 'title'
  | 'description'
  | 'bullets'
  | 'bulletsDe'
  | 'costs'
  | 'free'
  | 'stages'
  | 'protectionLevel'
  | 'lifecycle'
  | 'simulated'
> & {
  /** Whose plan it is; its price is looked up by it. */
  serviceRef?: string;
};

/** Input of {@link configurationFormSchema}. @public */
export type ConfigurationFormOptions = {
  /** Ref of the CloudService that is configured. */
  serviceRef?: string;
  title: string;
  titles?: { en: string; de?: string };
  plans: CloudServicePlan[];
  /** The plan that is chosen at first; the first if absent. */
  plan?: string;
  /** Proposed parameters, of a blueprint. */
  parameters?: JsonObject;
  /** Parameters that must stay as proposed. */
  fixed?: string[];
  /** Stands before each name on the review page, for example `Database`. */
  reviewPrefix?: string;
};

const PLAN_TITLES = { en: 'Plan', de: 'Leistungsvariante' };
const PARAMETERS_TITLES = { en: 'Parameters', de: 'Parameter' };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function choiceOf(plan: CloudServicePlan, serviceRef?: string): JsonObject {
  const choice: PlanChoice = {
    name: plan.name,
    title: plan.title,
    description: plan.description,
    bullets: plan.bullets,
    bulletsDe: plan.bulletsDe,
    costs: plan.costs,
    free: plan.free,
    stages: plan.stages,
    protectionLevel: plan.protectionLevel,
    lifecycle: plan.lifecycle,
    simulated: plan.simulated,
    serviceRef,
  };
  return JSON.parse(JSON.stringify(choice));
}

function review(prefix: string | undefined, name: JsonValue | undefined) {
  return prefix && typeof name === 'string'
    ? { 'ui:backstage': { review: { name: `${prefix}: ${name}` } } }
    : {};
}

/** A plan's schema with the blueprint's proposals in it. */
function withProposals(
  plan: CloudServicePlan,
  schema: JsonObject,
  options: ConfigurationFormOptions,
): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return {
    // The heading of the group, which would be the plan's name otherwise.
    title: plan.title?.en ?? plan.name,
    ...(plan.title && !schema.title && { 'x-titles': plan.title }),
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        if (!isObject(property)) return [name, property];
        const own = { ...review(options.reviewPrefix, property.title ?? name) };
        if (!Object.hasOwn(options.parameters ?? {}, name)) {
          return [name, { ...property, ...own }];
        }
        const value = options.parameters?.[name];
        return [
          name,
          options.fixed?.includes(name)
            ? {
                ...property,
                ...own,
                default: value,
                const: value,
                readOnly: true,
              }
            : { ...property, ...own, default: value },
        ];
      }),
    ),
  };
}

/**
 * The form of one service's configuration: the choice of a plan and the
 * parameters of that plan only, on one page. Parameters sit under a key of their
 * plan (`{ plan, parameters: { [plan]: {…} } }`), so that changing one's mind
 * mixes nothing up. Schemas must be normalised (`normalizeParameterSchema`).
 * @public
 */
export function configurationFormSchema(
  options: ConfigurationFormOptions,
): JsonObject {
  const { plans, title, titles, reviewPrefix } = options;
  const branches = plans.map((plan): JsonObject => {
    const schema = plan.schemas?.create;
    const chosen = { plan: { enum: [plan.name] } };
    if (!schema || Object.keys(schema.properties ?? {}).length === 0) {
      return { properties: chosen };
    }
    const isDemanding =
      Array.isArray(schema.required) && schema.required.length > 0;
    return {
      properties: {
        ...chosen,
        parameters: {
          type: 'object',
          title: PARAMETERS_TITLES.en,
          'x-titles': PARAMETERS_TITLES,
          properties: { [plan.name]: withProposals(plan, schema, options) },
          ...(isDemanding && { required: [plan.name] }),
        },
      },
      ...(isDemanding && { required: ['parameters'] }),
    };
  });
  const names = plans.map(plan => plan.name);
  return {
    type: 'object',
    title,
    ...(titles && { 'x-titles': titles }),
    required: ['plan'],
    properties: {
      plan: {
        type: 'string',
        title: PLAN_TITLES.en,
        'x-titles': PLAN_TITLES,
        enum: names,
        default:
          options.plan && names.includes(options.plan)
            ? options.plan
            : names[0],
        ...review(reviewPrefix, PLAN_TITLES.en),
      },
    },
    dependencies: { plan: { oneOf: branches } },
    'x-plans': plans.map(plan => choiceOf(plan, options.serviceRef)),
  };
}
