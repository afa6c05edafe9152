import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';

/** Until when something has to have happened, in milliseconds since 1970. */
export type Deadline = { at: number; counted: 'service-hours' | 'elapsed' };

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/**
 * Counts target times in service hours. The calendars are those of service
 * levels, and so that plugin is asked; where it is not installed, or does not
 * know the calendar, the time runs around the clock, and whoever shows it says so.
 */
export class Deadlines {
  private constructor(
    private readonly deps: {
      levels: () => Promise<ServiceLevelsClient>;
      logger: LoggerService;
    },
  ) {}

  static create(deps: {
    levels: () => Promise<ServiceLevelsClient>;
    logger: LoggerService;
  }): Deadlines {
    return new Deadlines(deps);
  }

  /**
   * @param fromMs - milliseconds since 1970
   * @param within - ISO 8601 duration of days, hours and minutes
   */
  async after(
    fromMs: number,
    within: string,
    calendarRef: string | undefined,
  ): Promise<Deadline> {
    const seconds = secondsOf(within);
    const elapsed: Deadline = {
      at: fromMs + seconds * 1000,
      counted: 'elapsed',
    };
    if (!calendarRef) return elapsed;
    try {
      const client = await this.deps.levels();
      const { data } = await client.GET('/calendars/{name}/deadline', {
        params: {
          path: { name: calendarRef },
          query: {
            from: new Date(fromMs).toISOString().replace(/\.\d+Z$/, 'Z'),
            seconds,
          },
        },
      });
      return data
        ? { at: Date.parse(data.at), counted: 'service-hours' }
        : elapsed;
    } catch (error) {
      this.deps.logger.debug(
        `Service hours of ${calendarRef} cannot be told, so time runs around the clock: ${error}`,
      );
      return elapsed;
    }
  }
}

function secondsOf(duration: string): number {
  const [, days = 0, hours = 0, minutes = 0] = DURATION.exec(duration) ?? [];
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60;
}
