import {
  formatDocumentProblem,
  type DocumentProblem,
} from '@dualcloud/foundation-common';

/** What is wrong with an entity, where, and which rule says so. @public */
export type EntityProblem = Pick<DocumentProblem, 'path' | 'rule' | 'message'>;

/** `spec.customers: an individual service needs at least one customer (rule …)`. @public */
export function formatEntityProblem(problem: EntityProblem): string {
  return formatDocumentProblem(problem);
}
