import {
  costReadPermission,
  type Forecast,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { UserCaller } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import { type FilterParameters, readFilter } from '../costs';
import type { Forecasts } from './Forecasts';

/** Forecasts of what somebody may see. */
export class ForecastService {
  private constructor(
    private readonly access: Access,
    private readonly forecasts: Forecasts,
  ) {}

  static create(options: {
    access: Access;
    forecasts: Forecasts;
  }): ForecastService {
    return new ForecastService(options.access, options.forecasts);
  }

  async forecast(
    caller: UserCaller,
    query: FilterParameters & { currency?: string },
  ): Promise<Forecast> {
    const decisions = await this.access.decide(caller, [costReadPermission]);
    const scope = {
      restrict: (rows: Knex.QueryBuilder) =>
        decisions.restrict(rows, 'allocations', costReadPermission),
      filter: readFilter(query),
    };
    return this.forecasts.forecast(scope, query.currency);
  }
}
