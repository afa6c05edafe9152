import { conflict } from '@dualcloud/foundation-node';
import type { ReleaseUse } from '../releases';
import type { TakeoverStore } from './TakeoverStore';
import type { TakeoverWork } from './TakeoverWork';

/** What somebody has agreed to is not changed behind their back. */
export function paperWatch(
  takeovers: TakeoverStore,
  work: TakeoverWork,
): ReleaseUse {
  return {
    async papersChange(trx, release, by) {
      const of = { release_id: release.id };
      const [accepted] = await takeovers.find(of, 'accepted', trx);
      if (accepted) {
        throw conflict(
          `version ${release.version} has been taken over by ${accepted.number}, and its papers stay as they are; deliver a new version`,
        );
      }
      for (const { id } of await takeovers.find(of, 'open', trx)) {
        await takeovers.lock(trx, id);
        const dropped = await takeovers.dropVerdicts(trx, id);
        if (dropped > 0) {
          await work.record(trx, id, by, { event: 'verdicts-void' });
        }
      }
    },
  };
}
