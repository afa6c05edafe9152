import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { AuditLog, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { AllocationStore, applyLifecycleEvents } from '../../allocations';
import { BillingCalendar } from '../../calendar';
import { Leases } from '../../leases';
import { PriceBook } from '../../prices';
import { Rollup } from '../../rollup';
import {
  SnapshotReader,
  StatementLifecycle,
  StatementStore,
} from '../../statements';
import { RatingWorker } from '../RatingWorker';

export const SERVICE = 'cloudservice:default/database';
export const HOUR = 3_600_000;
export const METERS = ['storage', 'requests'];

const COMPONENTS: PriceComponent[] = [
  { id: 'setup', type: 'one-time', price: '12.5' },
  { id: 'change', type: 'plan-change', price: '3' },
  {
    id: 'basic',
    type: 'recurring',
    period: 'month',
    proration: 'exact',
    price: '31.337',
  },
  {
    id: 'licence',
    type: 'recurring',
    period: 'month',
    proration: 'full',
    price: '7',
  },
  { id: 'running', type: 'allocation', pricePerHour: '0.012347' },
  {
    id: 'storage',
    type: 'usage',
    meter: 'storage',
    unit: 'GB',
    model: 'graduated',
    freeAllowance: '1',
    tiers: [
      { from: '0', to: '10', price: '0.333333' },
      { from: '10', price: '0.111111', fee: '1' },
    ],
  },
  {
    id: 'requests',
    type: 'usage',
    meter: 'requests',
    unit: 'request',
    per: '1000',
    model: 'volume',
    minimum: '0.5',
    tiers: [
      { from: '0', to: '5', price: '2.7' },
      { from: '5', price: '1.9' },
    ],
  },
  {
    // Its hours are added up while they are read, unless some are taken off.
    id: 'weekends',
    type: 'usage',
    meter: 'storage',
    unit: 'GB',
    model: 'flat',
    price: '0.005003',
    timeBands: [
      { days: ['sat', 'sun'], from: '00:00', to: '24:00', price: '0.000007' },
      { days: ['mon', 'fri'], from: '07:00', to: '19:00', price: '0.0071' },
    ],
  },
  {
    id: 'nights',
    type: 'usage',
    meter: 'requests',
    unit: 'request',
    model: 'flat',
    price: '0.017',
    freeAllowance: '2',
    timeBands: [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '08:00',
        to: '18:00',
        price: '0.023457',
      },
    ],
  },
];

function version(
  id: number,
  validFrom: string,
  change: Partial<PriceListSpec> = {},
): { id: number; spec: PriceListSpec; validFrom: string } {
  return {
    id,
    validFrom,
    spec: {
      list: 'standard',
      version: String(id),
      validFrom,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/provider',
      services: [
        {
          serviceRef: SERVICE,
          plans: ['small', 'large'].map(plan => ({
            plan,
            components: COMPONENTS,
          })),
        },
      ],
      ...change,
    },
  };
}

/** Everything between an event and a statement, with a clock of its own. */
export class World {
  readonly calendar = BillingCalendar.create('Europe/Berlin');
  readonly periods = { calendar: this.calendar, graceDays: 5 };
  readonly logger = mockServices.logger.mock();
  readonly audit: AuditLog;
  readonly allocations: AllocationStore;
  readonly statements: StatementStore;
  readonly rollup: Rollup;
  readonly book: PriceBook;
  now = Date.parse('2026-01-10T12:00:00+01:00');
  private events = 0;

  private constructor(readonly knex: Knex) {
    this.audit = new AuditLog(knex, mockServices.auditor.mock(), this.logger);
    this.allocations = AllocationStore.create(knex);
    this.statements = StatementStore.create({ knex, calendar: this.calendar });
    this.rollup = Rollup.create({
      knex,
      leases: Leases.create(knex),
      calendar: this.calendar,
      logger: this.logger,
    });
    const discounts = [
      { id: 'partner', customerRef: 'group:default/a', percent: '12.5' },
    ];
    this.book = PriceBook.create({
      calendar: this.calendar,
      versions: [
        version(1, '2020-01-01'),
        version(2, '2026-02-11', { discounts }),
      ].map(({ id, spec, validFrom }) => ({
        id,
        list: spec.list,
        version: spec.version,
        spec,
        validFromMs: this.calendar.dayBounds(this.calendar.parseDay(validFrom))
          .fromMs,
        storedAt: id,
      })),
    });
  }

  static async create(knex: Knex): Promise<World> {
    await knex.migrate.latest({
      directory: resolve(__dirname, '../../../migrations'),
    });
    return new World(knex);
  }

  worker(
    options: Partial<Parameters<typeof RatingWorker.create>[0]> = {},
  ): RatingWorker {
    return RatingWorker.create({
      knex: this.knex,
      leases: Leases.create(this.knex),
      periods: this.periods,
      priceBook: async () => this.book,
      logger: this.logger,
      now: () => this.now,
      ...options,
    });
  }

  lifecycle(options: { quietMs?: number } = {}): StatementLifecycle {
    const catalog = { getEntitiesByRefs: async () => ({ items: [] }) };
    return StatementLifecycle.create({
      knex: this.knex,
      store: this.statements,
      audit: this.audit,
      periods: this.periods,
      snapshots: SnapshotReader.create({
        catalog: catalog as never,
        auth: mockServices.auth(),
        config: mockServices.rootConfig(),
        logger: this.logger,
        timeZone: this.calendar.timeZone,
      }),
      priceBook: async () => this.book,
      logger: this.logger,
      now: () => this.now,
      ...options,
    });
  }

  /** Something happened to an instance. */
  async happen(
    kind: 'provisioned' | 'plan-changed' | 'attribution-changed' | 'torn-down',
    instanceId: string,
    timeMs: number,
    facts: { plan?: string; payerRef?: string; systemRef?: string } = {},
  ): Promise<void> {
    this.events += 1;
    const event = {
      source: 'test',
      id: `life-${this.events}`,
      type: `dev.dualcloud.instance.${kind}.v1`,
      instanceId,
      timeMs,
      data: {
        instanceName: instanceId,
        serviceRef: SERVICE,
        plan: 'small',
        stage: 'test',
        ownerRef: 'group:default/a',
        ...facts,
      },
    };
    await transact(this.knex, trx =>
      applyLifecycleEvents(trx, this.calendar, [event as never]),
    );
  }

  /** As the intake does it. @returns false if the instance was not there then */
  async use(
    instanceId: string,
    meter: number,
    timeMs: number,
    quantity: bigint,
  ): Promise<boolean> {
    const allocation = await this.allocations.at(instanceId, timeMs);
    if (!allocation) return false;
    await this.knex('meters')
      .insert({ id: meter + 1, name: METERS[meter], unit: 'unit' })
      .onConflict('id')
      .ignore();
    this.events += 1;
    await this.knex('usage_events').insert({
      source_id: 1,
      event_id: `usage-${this.events}`,
      allocation_id: allocation.id,
      meter_id: meter + 1,
      time_ms: timeMs,
      quantity,
      received_ms: timeMs,
    });
    return true;
  }

  /** Adds up and rates everything there is. */
  async settle(sliceSize?: number): Promise<void> {
    await this.rollup.run();
    await this.worker({ sliceSize }).run();
  }
}
