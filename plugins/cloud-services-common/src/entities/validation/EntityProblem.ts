/** What is wrong with an entity, where, and which rule says so. @public */
export type EntityProblem = {
  /** Path of the field, for example `spec.plans[0].name`. */
  path: string;
  /** A stable word such as `individual-has-customer`. */
  rule: string;
  /** In words; with the path in front it is a sentence. */
  message: string;
};

/** `spec.customers: an individual service needs at least one customer (rule …)`. @public */
export function formatEntityProblem(problem: EntityProblem): string {
  return `${problem.path}: ${problem.message} (rule ${problem.rule})`;
}
