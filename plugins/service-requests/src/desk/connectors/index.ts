export { ConflictHint } from './ConflictHint';
export { ConnectorsPage } from './ConnectorsPage';
export { useManagesConnectors } from './useManagesConnectors';
