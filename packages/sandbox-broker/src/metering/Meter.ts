import type { Database } from 'better-sqlite3';
import type { InstanceUsage, Log } from '../services/types';

/**
 * What one instance used of one meter.
 *
 * @public
 */
export interface MeteredUsage {
  instanceId: string;
  /** `database-storage`, `database-connections`, `mqtt-messages`, `object-storage`. */
  meter: string;
  unit: string;
  /** Decimal with at most six places. */
  quantity: string;
}

/*
 * Levels (bytes, connections) are sampled and multiplied by the time since the sample before; counters are the
 * difference to the sample before. Both are kept as integers by the minute in which the sample was taken: byte
 * milliseconds, connection milliseconds, messages. Minutes without a sample, because the broker did not run, have
 * used nothing: what cannot be proven is not charged.
 */

const SAMPLE_MS = 15_000;
const MINUTE = 60_000;
const KEPT_MS = 7 * 24 * 60 * MINUTE;
/** A sample says nothing about a longer time before it. */
const LONGEST_STEP_MS = 2 * MINUTE;
const MILLIONTHS = 1_000_000n;
const HOUR_MS = 3_600_000n;
const GIB = 1_073_741_824n;

interface MeterRule {
  service: string;
  meter: string;
  unit: string;
  /** Names of the counters that are added up. */
  counters: string[];
  /** Kept amount for one unit. */
  perUnit: bigint;
  isLevel: boolean;
}

const RULES: MeterRule[] = [
  {
    service: 'postgresql',
    meter: 'database-storage',
    unit: 'GiB-h',
    counters: ['storageBytes'],
    perUnit: GIB * HOUR_MS,
    isLevel: true,
  },
  {
    service: 'postgresql',
    meter: 'database-connections',
    unit: 'connection-h',
    counters: ['connections'],
    perUnit: HOUR_MS,
    isLevel: true,
  },
  {
    service: 'object-storage',
    meter: 'object-storage',
    unit: 'GiB-h',
    counters: ['storageBytes'],
    perUnit: GIB * HOUR_MS,
    isLevel: true,
  },
  {
    service: 'mqtt-broker',
    meter: 'mqtt-messages',
    unit: 'message',
    counters: ['messagesIn', 'messagesOut'],
    perUnit: 1n,
    isLevel: false,
  },
];

/** Measures what the instances use, so that somebody else can charge for it. */
export class Meter {
  readonly #database: Database;
  readonly #read: () => Promise<InstanceUsage[]>;
  readonly #now: () => number;
  readonly #log: Log;
  readonly #counters = new Map<string, number>();
  #sampledAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sampling: Promise<void> | undefined;

  constructor(options: {
    database: Database;
    read: () => Promise<InstanceUsage[]>;
    log: Log;
    now?: () => number;
  }) {
    this.#database = options.database;
    this.#read = options.read;
    this.#log = options.log;
    this.#now = options.now ?? (() => Date.now());
    this.#database.exec(`CREATE TABLE IF NOT EXISTS metered_minutes (
      minute INTEGER NOT NULL, instance_id TEXT NOT NULL, meter TEXT NOT NULL, amount INTEGER NOT NULL,
      PRIMARY KEY (minute, instance_id, meter))`);
  }

  start(): void {
    void this.sample();
    this.#timer = setInterval(() => void this.sample(), SAMPLE_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sampling;
  }

  /** Measures now. Never throws: what could not be read is not charged. */
  sample(): Promise<void> {
    this.#sampling ??= this.#sample()
      .catch(error => this.#log(`usage could not be measured: ${error}`))
      .finally(() => {
        this.#sampling = undefined;
      });
    return this.#sampling;
  }

  /** The instant up to which everything has been measured, in milliseconds since 1970. */
  measuredUntil(): number | undefined {
    return this.#sampledAt;
  }

  /** Usage in the minutes that begin within [fromMs, toMs). */
  usage(fromMs: number, toMs: number): MeteredUsage[] {
    const rows = this.#database
      .prepare(
        `SELECT instance_id AS instanceId, meter, SUM(amount) AS amount FROM metered_minutes
          WHERE minute >= ? AND minute < ? GROUP BY instance_id, meter ORDER BY instance_id, meter`,
      )
      .safeIntegers()
      .all(fromMs, toMs) as Array<{
      instanceId: string;
      meter: string;
      amount: bigint;
    }>;
    return rows.map(({ instanceId, meter, amount }) => {
      const rule = RULES.find(candidate => candidate.meter === meter)!;
      return {
        instanceId,
        meter,
        unit: rule.unit,
        quantity: decimal((amount * MILLIONTHS) / rule.perUnit),
      };
    });
  }

  async #sample(): Promise<void> {
    const all = await this.#read();
    const now = this.#now();
    const step = Math.min(now - (this.#sampledAt ?? now), LONGEST_STEP_MS);
    const minute = Math.floor(now / MINUTE) * MINUTE;
    const add = this.#database.prepare(
      `INSERT INTO metered_minutes VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
    );
    this.#database.transaction(() => {
      for (const { instanceId, service, counters } of all) {
        for (const rule of RULES) {
          if (rule.service !== service) continue;
          const value = rule.counters.reduce(
            (sum, name) => sum + (counters[name] ?? 0),
            0,
          );
          const amount = rule.isLevel
            ? Math.max(0, value) * Math.max(0, step)
            : this.#since(`${instanceId} ${rule.meter}`, value);
          if (amount > 0)
            add.run(minute, instanceId, rule.meter, BigInt(amount));
        }
      }
      this.#database
        .prepare('DELETE FROM metered_minutes WHERE minute < ?')
        .run(now - KEPT_MS);
    })();
    this.#sampledAt = now;
  }

  /** What was counted since the last sample; the first sample of a run is where counting begins. */
  #since(key: string, value: number): number {
    const before = this.#counters.get(key);
    this.#counters.set(key, value);
    return before === undefined ? 0 : Math.max(0, value - before);
  }
}

function decimal(millionths: bigint): string {
  const whole = millionths / MILLIONTHS;
  const rest = String(millionths % MILLIONTHS)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest ? `${whole}.${rest}` : String(whole);
}
