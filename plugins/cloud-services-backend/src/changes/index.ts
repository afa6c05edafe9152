import type { ChangeStore } from '@dualcloud/foundation-node';

/** What the feed tells about. */
export type ChangedKind = 'environment' | 'instance';

/** The plugin's change feed. */
export type Changes = ChangeStore<ChangedKind>;
