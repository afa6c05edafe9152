import Ajv, { type ErrorObject } from 'ajv';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { DriverServiceOffering } from '@dualcloud/backstage-plugin-cloud-services-node';
import { plainText } from '../transport/plainText';
import { offeringSchema } from './offeringSchema';

/** OSB 2.17: "Schemas MUST NOT be larger than 64kB". */
const MAX_SCHEMA_BYTES = 64 * 1024;
const MAX_METADATA_BYTES = 256 * 1024;
const MAX_REJECTIONS = 1_000;

/** A service of the catalogue that cannot be offered, and why. */
export type RejectedService = { name: string; message: string };

export type CheckedCatalog = {
  services: DriverServiceOffering[];
  rejected: RejectedService[];
};

type Plan = DriverServiceOffering['plans'][number];

const validateOffering = new Ajv({
  allErrors: false,
  strict: false,
}).compile<DriverServiceOffering>(offeringSchema);

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Many brokers write `null` for a field that they leave out. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null),
  );
}

function withoutNullFields(service: JsonValue): JsonValue {
  if (!isObject(service)) return service as JsonValue;
  const own = withoutNulls(service);
  if (Array.isArray(own.plans)) {
    own.plans = own.plans.map(plan =>
      isObject(plan) ? withoutNulls(plan) : plan,
    );
  }
  return own;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

function hasExternalReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasExternalReference);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, entry]) =>
    key === '$ref' && typeof entry === 'string'
      ? !entry.startsWith('#')
      : hasExternalReference(entry),
  );
}

function parameterSchemas(plan: Plan): Array<[string, unknown]> {
  const schemas = plan.schemas as
    | Record<string, Record<string, { parameters?: unknown }>>
    | undefined;
  return [
    ['service_instance.create', schemas?.service_instance?.create?.parameters],
    ['service_instance.update', schemas?.service_instance?.update?.parameters],
    ['service_binding.create', schemas?.service_binding?.create?.parameters],
  ];
}

function faultOfPlan(plan: Plan): string | undefined {
  const where = `plan "${plan.name}"`;
  for (const [place, schema] of parameterSchemas(plan)) {
    if (schema !== undefined && bytesOf(schema) > MAX_SCHEMA_BYTES) {
      return `${where}: the schema at schemas.${place} is larger than 64 kB`;
    }
    if (hasExternalReference(schema)) {
      return `${where}: the schema at schemas.${place} has an external $ref; only references within the schema are allowed`;
    }
  }
  if (plan.metadata && bytesOf(plan.metadata) > MAX_METADATA_BYTES) {
    return `${where}: its metadata is larger than 256 kB`;
  }
  return undefined;
}

function firstDuplicate(values: string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function faultOfOffering(offering: DriverServiceOffering): string | undefined {
  if (offering.metadata && bytesOf(offering.metadata) > MAX_METADATA_BYTES) {
    return 'its metadata is larger than 256 kB';
  }
  const planId = firstDuplicate(offering.plans.map(plan => plan.id));
  if (planId) return `two of its plans have the id "${planId}"`;
  const planName = firstDuplicate(offering.plans.map(plan => plan.name));
  if (planName) return `two of its plans have the name "${planName}"`;
  for (const plan of offering.plans) {
    const fault = faultOfPlan(plan);
    if (fault) return fault;
  }
  return undefined;
}

function describe(error: ErrorObject | undefined): string {
  const field = error?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  return `${field ? `field "${field}" ` : ''}${
    error?.message ?? 'is not a Service Offering'
  }`;
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}

/** Exactly the fields that we know, with descriptions as plain text. */
function pick(offering: DriverServiceOffering): DriverServiceOffering {
  return defined({
    id: offering.id,
    name: offering.name,
    description: plainText(offering.description) ?? offering.name,
    bindable: offering.bindable,
    instances_retrievable: offering.instances_retrievable,
    bindings_retrievable: offering.bindings_retrievable,
    allow_context_updates: offering.allow_context_updates,
    plan_updateable: offering.plan_updateable,
    tags: offering.tags,
    metadata: offering.metadata,
    plans: offering.plans.map(plan =>
      defined({
        id: plan.id,
        name: plan.name,
        description: plainText(plan.description) ?? plan.name,
        metadata: plan.metadata,
        free: plan.free,
        bindable: plan.bindable,
        binding_rotatable: plan.binding_rotatable,
        plan_updateable: plan.plan_updateable,
        maximum_polling_duration: plan.maximum_polling_duration,
        maintenance_info: plan.maintenance_info && {
          version: plan.maintenance_info.version,
          ...(plainText(plan.maintenance_info.description) && {
            description: plainText(plan.maintenance_info.description),
          }),
        },
        schemas: plan.schemas,
      }),
    ),
  });
}

function counts(values: string[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const value of values) result.set(value, (result.get(value) ?? 0) + 1);
  return result;
}

/**
 * Checks a catalogue answer service by service: one that is at fault is left
 * out and reported, the others stand. Ids have to be unique, so that an order
 * can only mean one thing; where two services or plans share one, neither is
 * offered, whatever the order in which the broker lists them.
 *
 * Returns `undefined` when the answer is not a catalogue at all.
 */
export function checkCatalog(answer: unknown): CheckedCatalog | undefined {
  if (!isObject(answer) || !Array.isArray(answer.services)) return undefined;
  const rejected: RejectedService[] = [];
  const reject = (name: string, message: string) => {
    if (rejected.length < MAX_REJECTIONS) rejected.push({ name, message });
  };

  const shaped: DriverServiceOffering[] = [];
  answer.services.forEach((raw, index) => {
    const entry = withoutNullFields(raw as JsonValue);
    const name =
      (isObject(entry) && plainText(entry.name)?.slice(0, 255)) ||
      `service number ${index + 1}`;
    try {
      if (!validateOffering(entry)) {
        reject(name, describe(validateOffering.errors?.[0]));
        return;
      }
      const fault = faultOfOffering(entry);
      if (fault) {
        reject(name, fault);
      } else {
        shaped.push(pick(entry));
      }
    } catch (error) {
      // Nested so deeply that walking it exhausts the stack.
      if (!(error instanceof RangeError)) throw error;
      reject(name, 'it is nested too deeply');
    }
  });

  const serviceIds = counts(shaped.map(service => service.id));
  const planIds = counts(
    shaped.flatMap(service => service.plans.map(plan => plan.id)),
  );
  const services = shaped.filter(service => {
    if (serviceIds.get(service.id) !== 1) {
      reject(service.name, `another service has the same id "${service.id}"`);
      return false;
    }
    const shared = service.plans.find(plan => planIds.get(plan.id) !== 1);
    if (shared) {
      reject(
        service.name,
        `a plan of another service has the same id "${shared.id}" as plan "${shared.name}"`,
      );
      return false;
    }
    return true;
  });
  return { services, rejected };
}
