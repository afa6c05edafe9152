import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RejectedService } from './checkCatalog';

/** Says which services of a broker's catalogue were left out. */
export class RejectionLog {
  private lastRejections = '';

  constructor(
    private readonly brokerName: string,
    private readonly logger: LoggerService | undefined,
  ) {}

  report(rejected: RejectedService[]) {
    // The catalogue is read every few minutes: say it once, and again when it changes.
    const seen = JSON.stringify(rejected);
    if (seen === this.lastRejections) return;
    this.lastRejections = seen;
    for (const { name, message } of rejected.slice(0, 20)) {
      this.logger?.warn(
        `broker "${this.brokerName}": service "${name}" of its catalogue is left out: ${message}`,
      );
    }
    if (rejected.length > 20) {
      this.logger?.warn(
        `broker "${this.brokerName}": ${
          rejected.length - 20
        } more services of its catalogue are left out`,
      );
    }
  }
}
