import type {
  DatabaseService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createCloudCostsClient,
  type CloudCostsClient,
  type Forecast,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { DoneList, signInAs } from '../exampleData';
import {
  monthBefore,
  toBudgetRequest,
  toCreditRequest,
  type ExampleBilling,
  type ExampleBudget,
  type ExampleCredit,
  type ExampleSavedView,
} from './exampleBilling';

/** By what a budget's scope narrows costs down. */
const FILTERS = {
  organisation: 'payer',
  system: 'system',
  environment: 'environment',
} as const;

/** How far back it is looked for environments. */
const SEEN_MONTHS = 2;

/** What it is remembered by: a budget may have the name of a view. */
const named = <T extends { name: string }>(kind: string, all: T[]) =>
  all.map(entry => ({ name: `${kind} ${entry.name}`, entry }));

/** Sets budgets, grants credits and saves views, each in a person's name, once. */
export class ExampleBookkeeper {
  private lastForecasts = '';

  private constructor(
    private readonly done: DoneList,
    private readonly discovery: DiscoveryService,
    private readonly billing: ExampleBilling,
  ) {}

  static async create(options: {
    billing: ExampleBilling;
    database: DatabaseService;
    discovery: DiscoveryService;
  }): Promise<ExampleBookkeeper> {
    const { billing, database, discovery } = options;
    const done = await DoneList.create({ database, table: 'example_billing' });
    return new ExampleBookkeeper(done, discovery, billing);
  }

  /**
   * Does whatever is still to be done and can be.
   * @returns whether that was all
   */
  async keep(now: Date): Promise<boolean> {
    const views = await this.done.open(named('view', this.billing.savedViews));
    for (const { name, entry } of views) {
      await this.saveView(entry);
      await this.done.add(name);
    }
    const credits = await this.done.open(named('credit', this.billing.credits));
    for (const { name, entry } of credits) {
      if (!(await this.grant(entry, now))) return false;
      await this.done.add(name);
    }
    const budgets = await this.done.open(named('budget', this.billing.budgets));
    if (budgets.length === 0) return true;
    const forecasts = await this.settledForecasts(
      budgets.map(({ entry }) => entry),
      now,
    );
    if (!forecasts) return false;
    for (const [index, { name, entry }] of budgets.entries()) {
      await this.setBudget(entry, forecasts[index]);
      await this.done.add(name);
    }
    return true;
  }

  private async saveView({ person, name, query }: ExampleSavedView) {
    const client = await this.clientOf(person);
    await client.POST('/saved-views', {
      params: { header: keyOf('view', name) },
      body: { name, query },
    });
  }

  /** @returns false while there is no final statement to correct */
  private async grant(credit: ExampleCredit, now: Date): Promise<boolean> {
    const client = await this.clientOf(credit.person);
    const { data } = await client.GET('/statements', {
      params: {
        query: {
          payer: credit.payer,
          month: monthBefore(now, credit.monthsAgo),
          state: 'final',
        },
      },
    });
    const [statement] = data?.items ?? [];
    if (!statement) return false;
    await client.POST('/credits', {
      params: { header: keyOf('credit', credit.name) },
      body: toCreditRequest(credit, statement),
    });
    return true;
  }

  private async setBudget(
    budget: ExampleBudget,
    found: { scopeRef: string; forecast: Forecast },
  ): Promise<void> {
    const client = await this.clientOf(budget.person);
    await client.POST('/budgets', {
      params: { header: keyOf('budget', budget.name) },
      body: toBudgetRequest(budget, found.scopeRef, found.forecast),
    });
  }

  /** Undefined while the made-up year is still being rated. */
  private async settledForecasts(budgets: ExampleBudget[], now: Date) {
    const found: Array<{ scopeRef: string; forecast: Forecast }> = [];
    for (const budget of budgets) {
      const client = await this.clientOf(budget.person);
      const scopeRef = await scopeRefOf(client, budget.scope, now);
      if (!scopeRef) return undefined;
      const { data: forecast } = await client.GET('/forecast', {
        params: { query: { [FILTERS[budget.scope.type]]: [scopeRef] } },
      });
      if (!forecast || forecast.year.expected === '0') return undefined;
      found.push({ scopeRef, forecast });
    }
    const figures = JSON.stringify(found);
    const isSettled = figures === this.lastForecasts;
    this.lastForecasts = figures;
    return isSettled ? found : undefined;
  }

  private clientOf(person: string): Promise<CloudCostsClient> {
    const { discovery } = this;
    return createCloudCostsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(person, { discovery }),
    });
  }
}

/** The same wish has the same key, so that it has one effect after a crash too. */
function keyOf(kind: string, name: string) {
  const letters = encodeURIComponent(name).slice(0, 150);
  return { 'Idempotency-Key': `example-${kind}-${letters}` };
}

/** Of an environment its id, which costs have from when it was used. */
async function scopeRefOf(
  client: CloudCostsClient,
  scope: ExampleBudget['scope'],
  now: Date,
): Promise<string | undefined> {
  if (scope.type !== 'environment') return scope.of;
  const { data } = await client.GET('/costs/filters', {
    params: {
      query: {
        from: `${monthBefore(now, SEEN_MONTHS)}-01`,
        to: now.toISOString().slice(0, 10),
      },
    },
  });
  return data?.dimensions
    .find(({ dimension }) => dimension === 'environment')
    ?.values.find(({ title }) => title === scope.of)?.value;
}
