import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  AuditLog,
  IdempotencyStore,
  Notifier,
  PartyResolver,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { CostTotals } from '../costs';
import { Forecasts, ForecastService } from '../forecast';
import type { PriceBook } from '../prices';
import { AverageUsage, Lives, QuoteService } from '../quotes';
import {
  BudgetMatcher,
  ReservationService,
  touchedBudgets,
} from '../reservations';
import { createTeller } from '../signals';
import { BudgetAlerts } from './BudgetAlerts';
import { BudgetService } from './BudgetService';
import { BudgetStandings } from './BudgetStandings';

/** What planning takes from the plugin. */
export type PlanningDeps = {
  knex: Knex;
  access: Access;
  audit: AuditLog;
  calendar: BillingCalendar;
  events: EventsService;
  idempotency: IdempotencyStore;
  logger: LoggerService;
  notifier: Notifier;
  parties: PartyResolver;
  priceBook: () => Promise<PriceBook>;
  settings: { reservationHours: number };
  signals: SignalsService;
  totals: CostTotals;
  /** Learns what has come of orders until now. */
  catchUp: () => Promise<void>;
};

/** What is to come: quotes, forecasts, budgets and what is set aside for orders. */
export function createPlanning(deps: PlanningDeps) {
  const tell = createTeller(deps);
  const lives = Lives.create(AverageUsage.create(deps));
  const forecasts = Forecasts.create(deps);
  const standings = BudgetStandings.create({ ...deps, forecasts });
  const matcher = BudgetMatcher.create(deps);
  const quotes = QuoteService.create({
    ...deps,
    lives,
    touches: touchedBudgets({ ...deps, matcher, standings }),
  });
  const onChanged = () => tell('budgets');
  const alerts = BudgetAlerts.create({
    ...deps,
    standings,
    onCrossed: onChanged,
  });
  return {
    quotes,
    forecast: ForecastService.create({ ...deps, forecasts }),
    budgets: BudgetService.create({ ...deps, standings, onChanged }),
    reservations: ReservationService.create({
      ...deps,
      standings,
      matcher,
      lives,
      hours: deps.settings.reservationHours,
    }),
    alerts,
    start: async (scheduler: SchedulerService) => {
      await scheduler.scheduleTask({
        id: 'cloud-costs-budgets',
        frequency: { minutes: 1 },
        timeout: { minutes: 10 },
        initialDelay: { seconds: 30 },
        fn: () => alerts.run(),
      });
    },
  };
}
