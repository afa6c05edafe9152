import {
  parseDocuments,
  type DocumentProblem,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type { PriceListEntity } from './types';
import { findProblems } from './validatePriceList';

/** What came of reading a text: a price list, or what is wrong with it. @public */
export type ParsedPriceList =
  | {
      problems: [];
      entity: PriceListEntity;
      /** Adds line and column to what is found out about it afterwards. */
      locate: (problem: LocatedProblem) => DocumentProblem;
    }
  | { problems: DocumentProblem[]; entity?: undefined; locate?: undefined };

/**
 * Reads a price list from YAML or JSON and checks it; each problem has the line
 * and column (from 1) of the field at fault, or of what it is missing from.
 *
 * @param options - `name`: of the PriceList to look at if the text has several
 * documents, as files of the catalog may
 * @public
 */
export function parsePriceListText(
  text: string,
  options: { name?: string } = {},
): ParsedPriceList {
  const { documents, problems: unreadable } = parseDocuments(text);
  if (unreadable.length > 0) return { problems: unreadable };
  const { name } = options;
  if (name === undefined && documents.length > 1) {
    return {
      problems: [
        {
          line: 1,
          column: 1,
          path: '',
          rule: 'one-document',
          message: 'write one price list; here are several documents',
        },
      ],
    };
  }
  const document =
    documents.find(one => one.kind === 'PriceList' && one.name === name) ??
    documents[0];
  if (document.problems.length > 0) return { problems: document.problems };
  const problems = findProblems(document.value);
  const { locate } = document;
  return problems.length > 0
    ? { problems: problems.map(locate) }
    : { problems: [], entity: document.value as PriceListEntity, locate };
}
