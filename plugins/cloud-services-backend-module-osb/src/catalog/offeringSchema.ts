/**
 * JSON Schema of an OSB 2.17 Service Offering as far as we rely on it. Fields
 * that we do not know are allowed, as the specification asks, and left out.
 */
const identifier = { type: 'string', minLength: 1, maxLength: 255 };
// A control character in a name or id is never meant well.
const printable = {
  ...identifier,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
};
const description = { type: 'string', minLength: 1, maxLength: 20_000 };
const jsonSchemaHolder = {
  type: 'object',
  properties: { parameters: { type: 'object' } },
};

export const offeringSchema = {
  type: 'object',
  required: ['id', 'name', 'description', 'bindable', 'plans'],
  properties: {
    id: printable,
    name: printable,
    description,
    bindable: { type: 'boolean' },
    instances_retrievable: { type: 'boolean' },
    bindings_retrievable: { type: 'boolean' },
    allow_context_updates: { type: 'boolean' },
    plan_updateable: { type: 'boolean' },
    tags: { type: 'array', maxItems: 100, items: identifier },
    metadata: { type: 'object' },
    plans: {
      type: 'array',
      minItems: 1,
      maxItems: 200,
      items: {
        type: 'object',
        required: ['id', 'name', 'description'],
        properties: {
          id: printable,
          name: printable,
          description,
          metadata: { type: 'object' },
          free: { type: 'boolean' },
          bindable: { type: 'boolean' },
          binding_rotatable: { type: 'boolean' },
          plan_updateable: { type: 'boolean' },
          maximum_polling_duration: { type: 'integer', minimum: 1 },
          maintenance_info: {
            type: 'object',
            required: ['version'],
            properties: {
              version: printable,
              description: { type: 'string', maxLength: 20_000 },
            },
          },
          schemas: {
            type: 'object',
            properties: {
              service_instance: {
                type: 'object',
                properties: {
                  create: jsonSchemaHolder,
                  update: jsonSchemaHolder,
                },
              },
              service_binding: {
                type: 'object',
                properties: { create: jsonSchemaHolder },
              },
            },
          },
        },
      },
    },
  },
} as const;
