import { randomUUID } from 'node:crypto';
import type { OutageSource } from '@dualcloud/backstage-plugin-service-levels-common';
import type { Knex } from 'knex';
import type { NoticeOutbox } from '../notices';
import {
  type OutageEntry,
  type OutageRow,
  OutageStore,
  type StoredOutage,
  tellIfLate,
  toOutage,
} from '../outages';
import type { Series } from './SampleStore';
import type { Span } from './spans';

/** Data may be on its way for so long before its lack ends an outage, or it is late. */
export const FRESH_S = 300;

/** Sources of outages that follow measurements. */
export const MEASURED: readonly OutageSource[] = ['probe', 'source', 'samples'];

/**
 * Lets the outages of a series follow its spans. One that overlaps a span in which
 * it was down is that outage, whatever its times were; what people have said about
 * it stays, and times that they corrected stay too. An outage that no span
 * supports any more is rejected, not removed.
 *
 * @returns the ids of outages that changed
 */
export async function followSpans(
  trx: Knex.Transaction,
  series: Series,
  options: {
    /** Those that reach into the changed range or touch it, in order. */
    spans: readonly Span[];
    range: { fromS: number; toS: number };
    source: Extract<OutageSource, 'probe' | 'source' | 'samples'>;
    actor: string;
    notices: Pick<NoticeOutbox, 'queue'>;
    nowS: number;
  },
): Promise<string[]> {
  const { spans, range, source, actor, notices, nowS } = options;
  const store = OutageStore.create(trx);
  const known = await outagesOf(trx, series, range);
  const taken = new Set<string>();
  const changed: string[] = [];
  const put = async (
    outage: StoredOutage,
    entry: OutageEntry,
    before?: StoredOutage,
  ) => {
    await store.put(trx, outage, entry);
    const atS = nowS - FRESH_S;
    await tellIfLate(trx, notices, { before, after: outage, atS });
    changed.push(outage.id);
  };
  const last = spans[spans.length - 1];
  for (const span of spans) {
    if (span.up) continue;
    const isOpen = span === last && span.toS > nowS - FRESH_S;
    const toS = isOpen ? undefined : span.toS;
    const match = known.find(
      one => !taken.has(one.id) && overlaps(one, span, nowS),
    );
    if (!match) {
      const outage: StoredOutage = {
        id: randomUUID(),
        subjectRef: series.subjectRef,
        fromS: span.fromS,
        toS,
        state: 'confirmed',
        cause: 'provider',
        source,
        sourceId: `${series.id}:${span.fromS}:${randomUUID().slice(0, 8)}`,
        impact: 'down',
        revision: 1,
      };
      await put(outage, {
        by: actor,
        action: 'detected',
        after: times(outage),
      });
      continue;
    }
    taken.add(match.id);
    const isCorrected = match.confirmedBy !== undefined || match.pending;
    const isSame = match.fromS === span.fromS && match.toS === toS;
    if (isCorrected || (isSame && match.state !== 'rejected')) continue;
    const next: StoredOutage = {
      ...match,
      fromS: span.fromS,
      toS,
      state: match.state === 'rejected' ? 'confirmed' : match.state,
      revision: match.revision + 1,
    };
    const ended = match.toS === undefined && toS !== undefined;
    // That it still goes on is no news.
    const action = ended ? 'ended' : 'extended';
    const entry = { by: actor, before: times(match), after: times(next) };
    await put(next, { ...entry, action }, match);
  }
  for (const outage of known) {
    if (taken.has(outage.id) || outage.state === 'rejected') continue;
    if (outage.confirmedBy !== undefined || outage.pending) continue;
    await put(
      {
        ...outage,
        toS: outage.toS ?? nowS,
        state: 'rejected',
        revision: outage.revision + 1,
      },
      {
        by: actor,
        action: 'rejected',
        reason:
          'Later measurements say that it was up, or that this is part of another outage',
      },
      outage,
    );
  }
  return changed;
}

async function outagesOf(
  trx: Knex.Transaction,
  { id }: Series,
  { fromS, toS }: { fromS: number; toS: number },
): Promise<StoredOutage[]> {
  const rows: OutageRow[] = await trx('outages')
    .whereIn('source', MEASURED)
    .whereLike('source_id', `${id}:%`)
    .where('from_s', '<=', toS)
    .where(open => open.whereNull('to_s').orWhere('to_s', '>=', fromS))
    .orderBy(['from_s', 'id']);
  return rows.map(toOutage);
}

function overlaps(outage: StoredOutage, span: Span, nowS: number): boolean {
  return (
    outage.fromS <= span.toS &&
    (outage.toS ?? Math.max(nowS, span.toS)) >= span.fromS
  );
}

function times({ fromS, toS }: StoredOutage): object {
  return { fromS, toS };
}
