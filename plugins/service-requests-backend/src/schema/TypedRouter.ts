import type { createOpenApiRouter } from './openapi.generated';

/** A router that knows the parameters and answers of the document's routes. */
export type TypedRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;
