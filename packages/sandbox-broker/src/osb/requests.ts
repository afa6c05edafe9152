import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isDeepStrictEqual } from 'node:util';
import type { ParameterSchema } from './catalog';
import { badRequest } from './errors';

export interface ProvisionBody {
  service_id: string;
  plan_id: string;
  organization_guid: string;
  space_guid: string;
  context?: object;
  parameters?: { [name: string]: unknown };
  maintenance_info?: { version: string };
}

export interface UpdateBody {
  service_id: string;
  plan_id?: string;
  context?: object;
  parameters?: { [name: string]: unknown };
  previous_values?: object;
  maintenance_info?: { version: string };
}

export interface BindBody {
  service_id: string;
  plan_id: string;
  context?: object;
  app_guid?: string;
  bind_resource?: { app_guid?: string; [name: string]: unknown };
  parameters?: { [name: string]: unknown };
  predecessor_binding_id?: string;
}

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
ajv.addVocabulary(['x-titles', 'x-descriptions']);
addFormats(ajv);

const id = { type: 'string', minLength: 1, maxLength: 255 } as const;
const object = { type: 'object' } as const;
const maintenanceInfo = {
  type: 'object',
  required: ['version'],
  properties: { version: id },
} as const;

// Fields that a later version of the specification may add are let through, as it asks.
const checkProvision = ajv.compile({
  type: 'object',
  required: ['service_id', 'plan_id', 'organization_guid', 'space_guid'],
  properties: {
    service_id: id,
    plan_id: id,
    organization_guid: id,
    space_guid: id,
    context: object,
    parameters: object,
    maintenance_info: maintenanceInfo,
  },
});

const checkUpdate = ajv.compile({
  type: 'object',
  required: ['service_id'],
  properties: {
    service_id: id,
    plan_id: id,
    context: object,
    parameters: object,
    previous_values: object,
    maintenance_info: maintenanceInfo,
  },
});

const checkBind = ajv.compile({
  type: 'object',
  required: ['service_id', 'plan_id'],
  properties: {
    service_id: id,
    plan_id: id,
    context: object,
    app_guid: id,
    bind_resource: object,
    parameters: object,
    predecessor_binding_id: id,
  },
});

function inWords(error: ErrorObject, root: string): string {
  const field = `${root}${error.instancePath}`.replace(/\//g, '.');
  switch (error.keyword) {
    case 'required':
      return `${field ? `${field}.` : ''}${
        error.params.missingProperty
      } is missing`;
    case 'additionalProperties':
      return `${field ? `${field}.` : ''}${
        error.params.additionalProperty
      } is not known`;
    case 'enum':
      return `${field} must be one of ${error.params.allowedValues
        .map((value: unknown) => JSON.stringify(value))
        .join(', ')}`;
    default:
      return `${field || 'the body'} ${error.message}`;
  }
}

function check(validate: ValidateFunction, value: unknown, root: string): void {
  if (!validate(value)) {
    const problems = (validate.errors ?? []).slice(0, 10);
    throw badRequest(
      `${problems
        .map(error => inWords(error, root).replace(/^\./, ''))
        .join('; ')}.`,
    );
  }
}

export function parseProvision(body: unknown): ProvisionBody {
  check(checkProvision, body, '');
  return body as ProvisionBody;
}

export function parseUpdate(body: unknown): UpdateBody {
  check(checkUpdate, body, '');
  return body as UpdateBody;
}

export function parseBind(body: unknown): BindBody {
  check(checkBind, body, '');
  return body as BindBody;
}

const validators = new WeakMap<ParameterSchema, ValidateFunction>();

/** Refuses parameters that the plan's schema does not allow, naming field and rule. */
export function checkParameters(
  schema: ParameterSchema,
  parameters: unknown,
): void {
  let validate = validators.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }
  check(validate, parameters, 'parameters');
}

export const same = isDeepStrictEqual;
