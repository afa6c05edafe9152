import {
  type AgreementVersion,
  type ServiceLevelAgreementSpec,
  validateAgreement,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { formatPath } from '@dualcloud/foundation-common';
import {
  conflict,
  invalid,
  notFound,
  type ServiceCaller,
  transact,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { CommitmentStore } from '../commitments';
import type { FactLog } from '../facts';
import type { AgreementStore } from './AgreementStore';
import { checkChange } from './checkChange';
import { checkAgainst, type DocumentSync } from './DocumentSync';
import { presentAgreement } from './presentAgreement';

/** Agreements that come with an accepted offer, and not as a document. */
export class AcceptedAgreements {
  private constructor(
    private readonly deps: {
      knex: Knex;
      store: AgreementStore;
      sync: DocumentSync;
      commitments: CommitmentStore;
      facts: FactLog;
      nowS: () => number;
    },
  ) {}

  static create(deps: {
    knex: Knex;
    store: AgreementStore;
    sync: DocumentSync;
    commitments: CommitmentStore;
    facts: FactLog;
    nowS: () => number;
  }): AcceptedAgreements {
    return new AcceptedAgreements(deps);
  }

  /**
   * Puts the agreement of an accepted offer in force, and ends it by a last day.
   * Repeating it changes nothing; what is in force is refused to be changed otherwise.
   */
  async put(
    caller: ServiceCaller,
    key: { agreement: string; version: string },
    wanted: { spec: unknown; offerRef: string },
  ): Promise<AgreementVersion> {
    const { knex, store, sync, facts, nowS } = this.deps;
    const spec = readSpec(key, wanted.spec);
    const book = await store.book();
    const problems = [
      ...checkAgainst(book, spec),
      ...checkChange(book, spec, nowS(), { mayEndLate: true }),
    ];
    const [first] = problems;
    if (first) throw conflict(`${formatPath(first.at)}: ${first.message}`);
    await transact(knex, async trx => {
      const stored = await store.putAgreement(trx, {
        spec,
        offerRef: wanted.offerRef,
      });
      if (!stored) return;
      await facts.note(
        trx,
        { kind: 'agreement', id: `${key.agreement}/${key.version}` },
        {
          actor: caller.ref,
          action: 'agreement-put',
          objectRef: `agreement:${key.agreement}/${key.version}`,
          details: { offerRef: wanted.offerRef },
        },
      );
    });
    // Also when nothing changed: the process may have ended here the last time.
    await sync.applyAgreements();
    facts.tell('levels');
    const after = await store.book();
    const found = after.find(key.agreement, key.version);
    if (!found) throw notFound('agreement', key.agreement);
    return presentAgreement(after, found, this.deps);
  }
}

/** @throws InputError that names the fields of the request at fault */
function readSpec(
  key: { agreement: string; version: string },
  spec: unknown,
): ServiceLevelAgreementSpec {
  const problems = validateAgreement({
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'ServiceLevelAgreement',
    metadata: { name: 'agreed' },
    spec: spec as Record<string, never>,
  });
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ path, rule, message }) => ({
        field: path,
        rule,
        message,
      })),
    );
  }
  const valid = spec as ServiceLevelAgreementSpec;
  for (const field of ['agreement', 'version'] as const) {
    if (valid[field] !== key[field]) {
      throw invalid([
        {
          field: `spec.${field}`,
          rule: 'as-in-path',
          message: `must be "${key[field]}", as in the path`,
        },
      ]);
    }
  }
  return valid;
}
