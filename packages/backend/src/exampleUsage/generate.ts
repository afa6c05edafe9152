import type { UsageCloudEvent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { chance } from './chance';
import { busyness, isStock } from './rhythms';
import type {
  Scenario,
  ScenarioEnvironment,
  ScenarioInstance,
} from './scenario';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** One event for so many hours. */
const STEP_HOURS = 4;
const STEP = STEP_HOURS * HOUR;

/** CloudEvents source of everything that is made up. */
export const EXAMPLE_SOURCE = '/examples/nordmark';

const UNITS: Record<string, string> = {
  'database-storage': 'GiB-h',
  'database-connections': 'connection-h',
  'mqtt-messages': 'message',
  'object-storage': 'GiB-h',
  'object-requests': 'request',
  'object-egress': 'GiB',
  'vm-hours': 'h',
};
const COUNTED = new Set(['mqtt-messages', 'object-requests']);

/** Everything of the example, as of the portal's first start. */
export class UsageGenerator {
  private readonly startMs: number;

  /** @param endMs - the portal's first start; the year ends there */
  constructor(
    private readonly scenario: Scenario,
    private readonly endMs: number,
  ) {
    this.startMs = monthsBefore(endMs, scenario.months);
  }

  /** Provisioned, plan changed, torn down; in the order of time. */
  lifecycle(): UsageCloudEvent[] {
    return this.scenario.environments
      .flatMap(environment =>
        environment.instances.flatMap(instance =>
          this.lifeOf(environment, instance),
        ),
      )
      .sort((a, b) => (a.time < b.time ? -1 : 1));
  }

  /** Usage between two instants, without what the scenario delivers late. */
  *usage(fromMs: number, toMs: number): Generator<UsageCloudEvent> {
    for (const each of this.series()) {
      const { environment, instance, meter } = each;
      const life = this.lifeTime(environment);
      const from = Math.max(fromMs, life.fromMs);
      const to = Math.min(toMs, life.toMs ?? toMs, this.idleFrom(environment));
      for (let time = stepAfter(from); time + STEP <= to; time += STEP) {
        if (!this.isLate(each, time)) {
          yield this.event(environment, instance, meter, time);
        }
      }
    }
  }

  /** What the scenario delivers late. */
  late(): UsageCloudEvent[] {
    return this.series().flatMap(each => {
      const events: UsageCloudEvent[] = [];
      for (
        let time = stepAfter(this.startMs);
        time + STEP <= this.endMs;
        time += STEP
      ) {
        if (this.isLate(each, time)) {
          events.push(
            this.event(each.environment, each.instance, each.meter, time),
          );
        }
      }
      return events;
    });
  }

  /** Corrections of what has been delivered. */
  corrections(): UsageCloudEvent[] {
    return this.scenario.corrections.flatMap(correction => {
      const each = this.series().find(
        ({ environment, instance, meter }) =>
          environment.name === correction.environment &&
          instance.name === correction.instance &&
          meter === correction.meter,
      );
      if (!each) return [];
      const first = stepAfter(this.endMs - correction.daysAgo * DAY);
      return Array.from({ length: DAY / STEP }, (_, index) => {
        const time = first + index * STEP;
        const original = this.event(
          each.environment,
          each.instance,
          each.meter,
          time,
        );
        const wrong = Number((original.data as { quantity: string }).quantity);
        return {
          ...original,
          id: `${original.id}/correction`,
          type: 'dev.dualcloud.usage.corrected.v1' as const,
          data: {
            ...original.data,
            quantity: decimal(each.meter, (-wrong * correction.percent) / 100),
            corrects: { source: EXAMPLE_SOURCE, id: original.id },
            reason: correction.reason,
          },
        };
      });
    });
  }

  private series() {
    return this.scenario.environments.flatMap(environment =>
      environment.instances.flatMap(instance =>
        Object.keys(instance.usage).map(meter => ({
          environment,
          instance,
          meter,
        })),
      ),
    );
  }

  private isLate(
    each: {
      environment: ScenarioEnvironment;
      instance: ScenarioInstance;
      meter: string;
    },
    time: number,
  ): boolean {
    return this.scenario.late.some(late => {
      const from = stepAfter(this.endMs - late.fromDaysAgo * DAY);
      return (
        late.environment === each.environment.name &&
        late.instance === each.instance.name &&
        late.meter === each.meter &&
        time >= from &&
        time < from + late.days * DAY
      );
    });
  }

  private lifeTime({ from, to }: ScenarioEnvironment) {
    return {
      fromMs:
        from === undefined
          ? this.startMs
          : stepAfter(monthsBefore(this.endMs, from)),
      toMs:
        to === undefined ? undefined : stepAfter(monthsBefore(this.endMs, to)),
    };
  }

  private idleFrom({ unusedSinceDaysAgo }: ScenarioEnvironment): number {
    return unusedSinceDaysAgo === undefined
      ? Infinity
      : this.endMs - unusedSinceDaysAgo * DAY;
  }

  private lifeOf(
    environment: ScenarioEnvironment,
    instance: ScenarioInstance,
  ): UsageCloudEvent[] {
    const { fromMs, toMs } = this.lifeTime(environment);
    const id = instanceId(environment, instance);
    const life = (
      what: 'provisioned' | 'plan-changed' | 'torn-down',
      timeMs: number,
      plan: string,
      previousPlan?: string,
    ): UsageCloudEvent => ({
      specversion: '1.0',
      id: `${id}/${what}`,
      source: EXAMPLE_SOURCE,
      type: `dev.dualcloud.instance.${what}.v1`,
      subject: id,
      time: new Date(timeMs).toISOString(),
      data: {
        instanceId: id,
        instanceName: `${environment.name}-${instance.name}`,
        environmentId: `example-${environment.name}`,
        environmentName: environment.name,
        serviceRef: `cloudservice:default/${instance.service}`,
        plan,
        ...(previousPlan && { previousPlan }),
        stage: environment.stage,
        systemRef: `system:default/${environment.system}`,
        ownerRef: environment.owner,
        customerRef: environment.customer,
        ...(environment.softwareProvider && {
          softwareProviderRef: environment.softwareProvider,
        }),
        payerRef: environment.payer,
        tags: environment.tags,
        simulated: true,
      },
    });
    const change = instance.planChange;
    const last = change?.to ?? instance.plan;
    return [
      life('provisioned', fromMs, instance.plan),
      ...(change
        ? [
            life(
              'plan-changed',
              stepAfter(monthsBefore(this.endMs, change.monthsAgo)),
              change.to,
              instance.plan,
            ),
          ]
        : []),
      ...(toMs === undefined ? [] : [life('torn-down', toMs, last)]),
    ];
  }

  private event(
    environment: ScenarioEnvironment,
    instance: ScenarioInstance,
    meter: string,
    time: number,
  ): UsageCloudEvent {
    const subject = instanceId(environment, instance);
    const id = `${subject}/${meter}/${time / HOUR}`;
    return {
      specversion: '1.0',
      id,
      source: EXAMPLE_SOURCE,
      type: 'dev.dualcloud.usage.v1',
      subject,
      time: new Date(time).toISOString(),
      data: {
        meter,
        unit: UNITS[meter],
        quantity: decimal(
          meter,
          this.quantity(environment, instance, meter, time, id),
        ),
      },
    };
  }

  private quantity(
    environment: ScenarioEnvironment,
    instance: ScenarioInstance,
    meter: string,
    time: number,
    id: string,
  ): number {
    const base = instance.usage[meter] * STEP_HOURS;
    if (meter === 'vm-hours') return base;
    let busy = 0;
    for (let hour = 0; hour < STEP_HOURS; hour += 1) {
      busy += busyness(environment, meter, time + hour * HOUR) / STEP_HOURS;
    }
    const year = (time - this.startMs) / (this.endMs - this.startMs);
    const growth = 1 + (instance.growthPercent / 100) * year;
    const spread = isStock(meter) ? 0.02 : 0.3;
    const luck = 1 + spread * (chance(this.scenario.seed, id) - 0.5);
    return base * busy * growth * luck * this.runaway(environment, meter, time);
  }

  private runaway(
    { runaway }: ScenarioEnvironment,
    meter: string,
    time: number,
  ): number {
    if (!runaway) return 1;
    const from = this.endMs - runaway.daysAgo * DAY;
    const runs = time >= from && time < from + runaway.days * DAY;
    if (!runs) return 1;
    return isStock(meter) ? Math.sqrt(runaway.factor) : runaway.factor;
  }
}

function instanceId(
  environment: ScenarioEnvironment,
  instance: ScenarioInstance,
): string {
  return `example-${environment.name}-${instance.name}`;
}

function decimal(meter: string, quantity: number): string {
  return quantity.toFixed(COUNTED.has(meter) ? 0 : 3);
}

/** The first step at or after an instant; steps begin at whole UTC hours. */
function stepAfter(timeMs: number): number {
  return Math.ceil(timeMs / STEP) * STEP;
}

/** Midnight UTC, so many months before the month's same day. */
function monthsBefore(timeMs: number, months: number): number {
  const time = new Date(timeMs);
  return Date.UTC(
    time.getUTCFullYear(),
    time.getUTCMonth() - months,
    // Every month has a 28th.
    Math.min(time.getUTCDate(), 28),
  );
}
