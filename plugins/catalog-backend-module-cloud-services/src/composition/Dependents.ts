import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { isError } from '@backstage/errors';

/** After these times the dependents of a changed service are looked at again. */
const LOOK_AGAIN_AFTER_MS = [1_500, 6_000, 20_000];
const MAX_KEYS_AT_ONCE = 500;

/** The refresh key under which a dependent of a service is filed. */
export function dependentsKey(serviceRef: string): string {
  return `dualcloud-service:${serviceRef}`;
}

/**
 * A blueprint's template is made from the plans of its services, and whether a
 * service may be built on another depends on that other's tier. The catalog
 * processes each entity on its own and in any order, so a dependent is filed
 * under a refresh key for each service it looks at, and whoever processes a new
 * or changed service has its dependents processed again.
 *
 * A processed entity can be read only once the catalog has stitched it, some
 * seconds later and under load more: hence several looks. A look at an unchanged
 * entity costs next to nothing, and only changes start one, so nothing goes
 * round in circles. A look that is missed (the process ends) is made up for by
 * the catalog's own refresh every few minutes.
 */
export class Dependents {
  private readonly seen = new Map<string, string>();
  private readonly due = new Map<number, Set<string>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private connection: EntityProviderConnection | undefined;

  constructor(private readonly logger: LoggerService) {}

  connect(connection: EntityProviderConnection): void {
    this.connection = connection;
  }

  /**
   * Notes a service that is being processed.
   * @returns whether it is new here or has changed
   */
  note(serviceRef: string, spec: unknown): boolean {
    const hash = createHash('sha1')
      .update(JSON.stringify(spec))
      .digest('base64');
    if (this.seen.get(serviceRef) === hash) return false;
    this.seen.set(serviceRef, hash);
    for (const afterMs of LOOK_AGAIN_AFTER_MS) this.plan(serviceRef, afterMs);
    return true;
  }

  stop(): void {
    this.timers.forEach(clearTimeout);
    this.timers.clear();
    this.due.clear();
  }

  private plan(serviceRef: string, afterMs: number): void {
    const waiting = this.due.get(afterMs);
    if (waiting) {
      waiting.add(serviceRef);
      return;
    }
    this.due.set(afterMs, new Set([serviceRef]));
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const refs = [...(this.due.get(afterMs) ?? [])];
      this.due.delete(afterMs);
      this.refresh(refs).catch(error =>
        this.logger.warn(
          `Cannot refresh what is built on ${refs.length} changed services: ${
            isError(error) ? error.message : error
          }`,
        ),
      );
    }, afterMs);
    timer.unref();
    this.timers.add(timer);
  }

  private async refresh(refs: string[]): Promise<void> {
    for (let start = 0; start < refs.length; start += MAX_KEYS_AT_ONCE) {
      await this.connection?.refresh({
        keys: refs.slice(start, start + MAX_KEYS_AT_ONCE).map(dependentsKey),
      });
    }
  }
}
