import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { IdempotencyStore } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { Access } from '../authorization';
import type { RequestLog } from '../record';
import type { RequestReader } from '../requests';
import type { RequestTypeBook } from '../requestTypes';
import { CandidateReader } from './CandidateReader';
import { CandidateService } from './CandidateService';
import { CandidateStore } from './CandidateStore';
import { Courses } from './Courses';
import { StandardMatcher } from './StandardMatcher';

/** Ties together what keeps being asked for and what there is already. */
export function createStandardisation(deps: {
  access: Access;
  book: RequestTypeBook;
  catalog: CatalogService;
  idempotency: IdempotencyStore;
  knex: Knex;
  log: RequestLog;
  requestReader: RequestReader;
  now: () => number;
}) {
  const candidates = CandidateStore.create(deps.knex);
  const reader = CandidateReader.create({
    ...deps,
    candidates,
    courses: Courses.create(deps),
  });
  return {
    standardCandidateReader: reader,
    standardCandidates: CandidateService.create({
      ...deps,
      candidates,
      reader,
    }),
    standardMatcher: StandardMatcher.create({ ...deps, candidates }),
  };
}
