import type { CallerResolver } from '@dualcloud/foundation-node';
import type { LevelService } from '../levels';
import type { OutageReader } from '../outages';

/** What the actions do their work with: the same services as the routes. */
export type ActionDeps = {
  callers: CallerResolver;
  levels: LevelService;
  outages: OutageReader;
};

/** `2026-11`, `2026-Q4` or `2026` */
export const PERIOD = /^\d{4}(-\d{2}|-Q[1-4])?$/;
