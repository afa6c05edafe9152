export { createConnectors } from './createConnectors';
export { keepRawBody, WEBHOOK_PATH } from './rawBody';
export { connectorRoutes, type ConnectorRouteOptions } from './routes';
