import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ServiceDirectory } from '../serviceDirectory';
import { type Budgets, noBudgets } from './Budgets';
import { CloudCostsBudgets } from './CloudCostsBudgets';

/** When orders are held against budgets. */
export type BudgetCheck = 'always' | 'whenInstalled' | 'never';

export function createBudgets(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  directory: ServiceDirectory;
  logger: LoggerService;
  settings: { check: BudgetCheck; timeoutMs: number };
}): Budgets {
  const { settings, ...deps } = options;
  if (settings.check === 'never') return noBudgets;
  return CloudCostsBudgets.create({
    ...deps,
    isRequired: settings.check === 'always',
    timeoutMs: settings.timeoutMs,
  });
}
