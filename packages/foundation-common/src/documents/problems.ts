/** What is wrong with a document, where, and which rule says so. @public */
export type DocumentProblem = {
  /** From 1. Absent where the document did not come as a text. */
  line?: number;
  column?: number;
  /** Path of the field, for example `spec.plans[0].name`. */
  path: string;
  /** A stable word such as `date-exists`. */
  rule: string;
  /** In words; with the path in front it is a sentence. */
  message: string;
};

/** Where in a document; the way from its root. @public */
export type DocumentPath = ReadonlyArray<string | number>;

/** A problem that still knows its way, so that its line can be found. @public */
export type LocatedProblem = {
  at: DocumentPath;
  rule: string;
  message: string;
};

/** `spec.services[0].plans` @public */
export function formatPath(path: DocumentPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${part}` : part;
  }, '');
}

/** Puts a problem into the form in which it is told. @public */
export function toDocumentProblem(
  { at, rule, message }: LocatedProblem,
  position?: { line: number; column: number },
): DocumentProblem {
  return { ...position, path: formatPath(at), rule, message };
}

/**
 * `line 12: spec.currency: must be … (rule currency)`
 * @public
 */
export function formatDocumentProblem(problem: DocumentProblem): string {
  const line = problem.line === undefined ? '' : `line ${problem.line}: `;
  const path = problem.path ? `${problem.path}: ` : '';
  return `${line}${path}${problem.message} (rule ${problem.rule})`;
}
