import type { DocumentProblem } from '../types';

/** Where in a document; the way from its root. */
export type DocumentPath = ReadonlyArray<string | number>;

/** A problem that still knows its way, so that its line can be found. */
export type LocatedProblem = {
  at: DocumentPath;
  rule: string;
  message: string;
};

/** `spec.services[0].plans` */
export function formatPath(path: DocumentPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${part}` : part;
  }, '');
}

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
