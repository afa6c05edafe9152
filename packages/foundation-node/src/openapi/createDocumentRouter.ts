import express, { type RequestHandler, type Router } from 'express';
import { nameFields, parseBodies, refuseNul } from '../refusals/middleware';

/** An OpenAPI router parses bodies itself unless it is given something else to do. */
const alreadyParsed: RequestHandler = (_req, _res, next) => next();

/**
 * The routes of an OpenAPI document, with everything around them that says what is
 * wrong with a request: field, rule and message in `details`. Of what fails within the
 * document's own router nothing but a message is left, so bodies are parsed before it.
 *
 * @param create - the generated `createOpenApiRouter`
 * @param components - of the document
 * @param parse - such as `express.json()`
 * @param routes - adds the routes
 * @public
 */
export async function createDocumentRouter<R extends Router>(options: {
  create: (given: { middleware: RequestHandler[] }) => Promise<R>;
  components: object;
  parse: RequestHandler;
  routes: (router: R) => void;
}): Promise<Router> {
  const { create, components, parse, routes } = options;
  const router = await create({ middleware: [alreadyParsed] });
  routes(router);
  router.use(nameFields(components));
  return express.Router().use(parseBodies(parse), refuseNul(), router);
}
