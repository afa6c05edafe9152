/** A JSON Schema, as far as OpenAPI documents use it. */
export type ApiSchema = {
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  oneOf?: readonly ApiSchema[];
  allOf?: readonly ApiSchema[];
  properties?: Record<string, ApiSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | ApiSchema;
  items?: ApiSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

type Content = Record<string, { schema: ApiSchema }>;

type Parameter = {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  schema: ApiSchema;
};

type Operation = {
  operationId: string;
  parameters?: ReadonlyArray<Parameter | { $ref: string }>;
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

/** An OpenAPI document, as far as tests read it. */
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, ApiSchema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, { content?: Content }>;
  };
};

/** One route of a document. */
export type ApiOperation = {
  path: string;
  method: string;
  operation: Operation;
};

export function operationsOf(spec: ApiDocument): ApiOperation[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      path,
      method,
      operation,
    })),
  );
}

export function parametersOf(
  spec: ApiDocument,
  operation: Operation,
): Parameter[] {
  return (operation.parameters ?? []).map(parameter =>
    '$ref' in parameter
      ? spec.components.parameters[nameOf(parameter.$ref)]
      : parameter,
  );
}

export function resolveSchema(spec: ApiDocument, schema: ApiSchema): ApiSchema {
  return schema.$ref ? spec.components.schemas[nameOf(schema.$ref)] : schema;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
