import type { ServiceLevelsSource } from '@dualcloud/backstage-plugin-service-levels-node';
import type { AgreementStore } from '../agreements';
import {
  type CommitmentRow,
  type CommitmentStore,
  toCommitment,
} from '../commitments';
import type { EnvironmentStore } from '../environments';
import type { Allowance } from './allowance';
import { planProbes } from './planProbes';
import type { ProbeStore } from './ProbeStore';

/** Lets probes follow agreements and environments. */
export class ProbePlanner {
  private constructor(
    private readonly deps: {
      store: ProbeStore;
      agreements: AgreementStore;
      commitments: CommitmentStore;
      environments: EnvironmentStore;
      allowance: Allowance;
      sources: readonly ServiceLevelsSource[];
      nowS: () => number;
    },
  ) {}

  static create(deps: ProbePlanner['deps']): ProbePlanner {
    return new ProbePlanner(deps);
  }

  async plan(): Promise<void> {
    const { store, agreements, commitments, environments } = this.deps;
    const nowS = this.deps.nowS();
    const rows: CommitmentRow[] = await commitments
      .query()
      .where('from_s', '<=', nowS)
      .where(open => open.whereNull('to_s').orWhere('to_s', '>', nowS))
      .orderBy(['agreement', 'id']);
    const planned = planProbes({
      ...this.deps,
      nowS,
      book: await agreements.book(),
      commitments: rows.map(toCommitment),
      environments: await environments.all(),
      instances: await environments.liveInstances(),
    });
    await store.follow(planned);
  }
}
