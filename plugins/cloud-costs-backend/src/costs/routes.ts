import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';

export type CostRouteOptions = { callers: CallerResolver };

export function costRoutes(_router: TypedRouter, _: CostRouteOptions): void {}
