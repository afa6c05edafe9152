import type {
  LifecycleEvent,
  LifecycleEventPage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { fromJson, readFeedCursor } from '@dualcloud/foundation-node';
import type { LifecycleEventRow, LifecycleStore } from './LifecycleStore';

const DEFAULT_LIMIT = 500;
const LARGEST = 1_000;

/** The life-cycle events as CloudEvents, page by page. */
export class LifecycleFeed {
  constructor(private readonly store: LifecycleStore) {}

  async list(options: {
    after?: string;
    limit?: number;
  }): Promise<LifecycleEventPage> {
    const limit = pageSize(options.limit);
    const after = readFeedCursor(options.after);
    const rows = await this.store.list({ after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      items: page.map(presentEvent),
      cursor: String(page.at(-1)?.seq ?? after),
      more: rows.length > limit,
    };
  }
}

/** The document lets through `1e0` and an empty string; they become sensible. */
function pageSize(limit: number | undefined): number {
  const wanted = Math.trunc(Number(limit ?? DEFAULT_LIMIT));
  return wanted >= 1 ? Math.min(wanted, LARGEST) : DEFAULT_LIMIT;
}

function presentEvent(row: LifecycleEventRow): LifecycleEvent {
  return {
    specversion: '1.0',
    id: row.id,
    source: '/cloud-services',
    type: row.type,
    subject: row.instance_id,
    time: new Date(Number(row.at)).toISOString(),
    datacontenttype: 'application/json',
    data: fromJson(row.data),
  };
}
