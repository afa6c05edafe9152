export { Allowance } from './allowance';
export { ProbeLogins } from './ProbeLogins';
export { ProbePlanner } from './ProbePlanner';
export { Prober } from './Prober';
export { ProbeService } from './ProbeService';
export { ProbeStore } from './ProbeStore';
export { type ProbeRouteOptions, probeRoutes } from './routes';
