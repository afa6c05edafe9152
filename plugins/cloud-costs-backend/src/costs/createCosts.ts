import type { Knex } from 'knex';
import { AllocationStore } from '../allocations';
import type { Access } from '../authorization';
import type { BillingCalendar } from '../calendar';
import type { PriceListStore } from '../prices';
import { UsageDayStore } from '../rollup';
import { CostExplanations } from './CostExplanations';
import { CostFilterValues } from './CostFilterValues';
import { CostLines } from './CostLines';
import { CostMemory } from './CostMemory';
import { CostReports } from './CostReports';
import { CostService } from './CostService';
import { CostTotals } from './CostTotals';
import { UnusedAllocations } from './UnusedAllocations';

/** Ties the parts of this room together. */
export function createCosts(options: {
  knex: Knex;
  access: Access;
  calendar: BillingCalendar;
  prices: Pick<PriceListStore, 'book'>;
  daysInMemory: number;
}): { costs: CostService; totals: CostTotals; memory: CostMemory } {
  const { knex, access, calendar, prices } = options;
  const allocations = AllocationStore.create(knex);
  const memory = CostMemory.create({ knex, days: options.daysInMemory });
  const totals = CostTotals.create({ knex, memory });
  const lines = CostLines.create({ knex, calendar, allocations, prices });
  const costs = CostService.create({
    access,
    calendar,
    allocations,
    lines,
    reports: CostReports.create({ knex, calendar, totals }),
    explanations: CostExplanations.create({
      knex,
      calendar,
      allocations,
      usage: UsageDayStore.create(knex),
      prices,
      lines,
    }),
    filterValues: CostFilterValues.create({ knex, prices }),
    unusedAllocations: UnusedAllocations.create({
      knex,
      calendar,
      allocations,
    }),
  });
  return { costs, totals, memory };
}
