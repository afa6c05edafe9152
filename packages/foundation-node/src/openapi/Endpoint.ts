/**
 * One operation of an OpenAPI document, as `openapi-typescript` writes it into
 * `operations`, in the shape in which `backend-openapi-utils` wants the routes
 * of a router: what an operation does not have gets no key.
 *
 * @public
 */
export type Endpoint<Operation> = {
  response: Answer<Operation>;
} & Part<'body', Body<Operation>> &
  Part<'path', Path<Operation>> &
  Part<'query', Query<Operation>>;

type Part<Name extends string, Value> = [Value] extends [never]
  ? {}
  : { [K in Name]: Value };

type Body<O> = O extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;

/** What any of its answers carries: nothing where that is no JSON. */
type Answer<O> = O extends { responses: infer R }
  ? { [K in keyof R]: Content<R[K]> }[keyof R]
  : never;
type Content<R> = R extends { content: { 'application/json': infer C } }
  ? C
  : void;

type Path<O> = O extends { parameters: { path: infer P } } ? P : never;
type Query<O> = O extends { parameters: { query?: infer Q } }
  ? NonNullable<Q>
  : never;
