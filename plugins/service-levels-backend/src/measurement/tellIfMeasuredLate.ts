import type { Knex } from 'knex';
import type { NoticeOutbox } from '../notices';
import type { Series } from './SampleStore';

/** So long after it a figure is still being measured, and nobody is surprised. */
const SETTLES_S = 86_400;

/**
 * Data that comes late changes figures of months that are over as a late outage does:
 * it fills a gap, or adds to a metric. Whoever stores it says so here, in the same
 * transaction.
 *
 * @param known - from the first second to the last one for which there is data now and
 *   was not, or the reverse
 */
export async function tellIfMeasuredLate(
  trx: Knex.Transaction,
  notices: Pick<NoticeOutbox, 'queue'>,
  change: {
    series: Series;
    known?: { fromS: number; toS: number };
    measured: 'states' | 'metric';
    nowS: number;
  },
): Promise<void> {
  const { series, known, nowS } = change;
  const settledS = nowS - SETTLES_S;
  if (!known || known.fromS >= settledS) return;
  const { fromS } = known;
  const toS = Math.min(known.toS, settledS);
  await notices.queue(
    trx,
    `late-measurements ${series.id} ${fromS} ${toS} ${nowS}`,
    {
      kind: 'late-change',
      subjectRef: series.subjectRef,
      fromS,
      toS,
      atS: nowS,
      measured:
        change.measured === 'states'
          ? 'states'
          : { objective: series.measurement },
    },
  );
}
