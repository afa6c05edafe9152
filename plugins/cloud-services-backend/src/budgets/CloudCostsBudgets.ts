import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  type BrokenBudget,
  type CloudCostsClient,
  createCloudCostsClient,
  formatDecimal,
  type Quote,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { OrderWarning } from '@dualcloud/backstage-plugin-cloud-services-common';
import { isNotInstalled } from '@dualcloud/foundation-common';
import type { Caller } from '@dualcloud/foundation-node';
import { orderWarning } from '../orders/orderWarning';
import type { ServiceDirectory } from '../serviceDirectory';
import {
  budgetUnknown,
  overBudget,
  overBudgetByAmount,
  readBrokenBudget,
} from './budgetRefusals';
import type { Budgets, Spending } from './Budgets';

type Options = {
  auth: AuthService;
  discovery: DiscoveryService;
  directory: ServiceDirectory;
  logger: LoggerService;
  /** Orders are refused also where cloud costs seems not to be installed. */
  isRequired: boolean;
  /** How long an answer is waited for. */
  timeoutMs: number;
};

/**
 * Budgets as cloud costs keeps them; see docs/decisions/0010-budgets-of-orders.md.
 *
 * Money is set aside in this plugin's own name. What is told to a person about a
 * budget is asked for on behalf of that person, so cloud costs decides who may see
 * which amounts.
 */
export class CloudCostsBudgets implements Budgets {
  private isMissing = false;

  private constructor(private readonly options: Options) {}

  static create(options: Options): CloudCostsBudgets {
    return new CloudCostsBudgets(options);
  }

  async reserve(
    caller: Caller,
    orderId: string,
    spending: Spending,
  ): Promise<boolean> {
    const { isRequired, logger } = this.options;
    try {
      const client = await this.asPlugin();
      await client.PUT('/reservations/{orderId}', {
        params: { path: { orderId } },
        body: spending,
        signal: this.inTime(),
      });
      this.isMissing = false;
      return true;
    } catch (error) {
      const broken = readBrokenBudget(error);
      if (broken) throw await this.refusal(caller, broken);
      if (!isRequired && isNotInstalled(error)) {
        this.noteMissing();
        return false;
      }
      logger.warn(
        `An order is refused because its budgets could not be checked: ${error}`,
      );
      throw budgetUnknown();
    }
  }

  async release(orderId: string): Promise<void> {
    try {
      const client = await this.asPlugin();
      await client.DELETE('/reservations/{orderId}', {
        params: { path: { orderId } },
        signal: this.inTime(),
      });
    } catch (error) {
      if (isNotInstalled(error)) return;
      this.options.logger.warn(
        `What is set aside for order "${orderId}" could not be given back and will be when it expires: ${error}`,
      );
    }
  }

  async warnings(caller: Caller, spending: Spending): Promise<OrderWarning[]> {
    try {
      const client = await this.onBehalfOf(caller);
      const { data } = await client.POST('/quotes', {
        body: spending,
        signal: this.inTime(),
      });
      return data ? warningsOf(data) : [];
    } catch (error) {
      this.options.logger.debug(
        `Budgets are left out of a preview because they could not be read: ${error}`,
      );
      return [];
    }
  }

  private async refusal(caller: Caller, broken: BrokenBudget): Promise<Error> {
    const [owner, maySee] = await Promise.all([
      this.titleOf(broken.ownerRef),
      this.maySee(caller, broken.id),
    ]);
    return maySee
      ? overBudgetByAmount(broken, owner)
      : overBudget(broken, owner);
  }

  private async titleOf(ref: string): Promise<string> {
    try {
      const titles = await this.options.directory.titles([ref]);
      return titles.get(ref) ?? ref;
    } catch {
      return ref;
    }
  }

  /** Whether cloud costs shows the budget to the caller. */
  private async maySee(caller: Caller, budgetId: string): Promise<boolean> {
    try {
      const client = await this.onBehalfOf(caller);
      await client.GET('/budgets/{budgetId}', {
        params: { path: { budgetId } },
        signal: this.inTime(),
      });
      return true;
    } catch {
      return false;
    }
  }

  private noteMissing(): void {
    if (this.isMissing) return;
    this.isMissing = true;
    this.options.logger.info(
      'cloud costs is not installed; orders are not held against budgets',
    );
  }

  private async asPlugin(): Promise<CloudCostsClient> {
    return this.client(await this.options.auth.getOwnServiceCredentials());
  }

  private async onBehalfOf({ credentials }: Caller): Promise<CloudCostsClient> {
    return this.client(credentials);
  }

  private client(onBehalfOf: BackstageCredentials): Promise<CloudCostsClient> {
    const { auth, discovery } = this.options;
    return createCloudCostsClient({
      discoveryApi: discovery,
      getToken: async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf,
          targetPluginId: 'cloud-costs',
        });
        return token;
      },
    });
  }

  private inTime(): AbortSignal {
    return AbortSignal.timeout(this.options.timeoutMs);
  }
}

function warningsOf({ budgets = [], currency }: Quote): OrderWarning[] {
  return budgets
    .filter(({ breaks }) => breaks)
    .map(({ name, remaining, refuses }) => {
      const micros = BigInt(remaining) > 0n ? BigInt(remaining) : 0n;
      const left = `${formatDecimal(micros)} ${currency}`;
      const params = { budget: name, left: String(micros), currency };
      return refuses
        ? orderWarning(
            'budget-refuses',
            params,
            `the order will be refused: it would break the budget "${name}", of which ${left} are left`,
          )
        : orderWarning(
            'budget-exceeded',
            params,
            `the order would exceed the budget "${name}", of which ${left} are left`,
          );
    });
}
