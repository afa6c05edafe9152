import {
  parseDocuments,
  type DocumentProblem,
} from '@dualcloud/foundation-common';
import { stringify } from 'yaml';
import { findOpenSloProblems } from './checkOpenSlo';
import type { OpenSloDocument, OpenSloSlo } from './types';

/**
 * Reads documents of OpenSLO v1, of every kind: YAML with one document, several,
 * or a list of them, or JSON. Each problem has line and column, from 1.
 * @returns the documents that nothing is wrong with, and what is wrong with the others
 * @public
 */
export function readOpenSlo(text: string): {
  documents: OpenSloDocument[];
  problems: DocumentProblem[];
} {
  const { documents, problems } = parseDocuments(text, { lists: true });
  const read = documents.map(document => ({
    document: document.value as OpenSloDocument,
    problems:
      document.problems.length > 0
        ? document.problems
        : findOpenSloProblems(document.value).map(problem =>
            document.locate(problem),
          ),
  }));
  return {
    documents: read
      .filter(one => one.problems.length === 0)
      .map(one => one.document),
    problems: [...problems, ...read.flatMap(one => one.problems)],
  };
}

/** Writes documents as one text of YAML, which {@link readOpenSlo} reads. @public */
export function formatOpenSlo(
  documents: ReadonlyArray<OpenSloDocument | OpenSloSlo>,
): string {
  return documents
    .map(document => stringify(document, { aliasDuplicateObjects: false }))
    .join('---\n');
}
