import type { Router } from 'express';

type Layer = {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
};

/**
 * The routes of a router and of those within it, as an OpenAPI document writes
 * them, sorted: `get /orders/{orderId}`. So a test can tell that it knows every
 * route that there is.
 * @public
 */
export function mountedRoutes(router: Router): string[] {
  const routes = new Set(routesOf(router as unknown as Layer['handle']));
  routes.delete('get /openapi.json');
  return [...routes].sort();
}

function routesOf({ stack = [] }: Layer['handle']): string[] {
  return stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(
          method =>
            `${method} ${route.path.replace(
              /:(\w+)/g,
              (_, name) => `{${name}}`,
            )}`,
        )
      : routesOf(handle),
  );
}
