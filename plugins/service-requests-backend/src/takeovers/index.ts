export { builtInGates, GateKeeper, type OpenTicketLookup } from './gates';
export { paperWatch } from './paperWatch';
export { takeoverRoutes, type TakeoverRouteOptions } from './routes';
export { TakeoverOpener } from './TakeoverOpener';
export { TakeoverReader } from './TakeoverReader';
export { TakeoverService } from './TakeoverService';
export { TakeoverStore } from './TakeoverStore';
export { TakeoverWork } from './TakeoverWork';
