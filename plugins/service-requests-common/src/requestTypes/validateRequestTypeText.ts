import {
  type DocumentProblem,
  parseDocuments,
} from '@dualcloud/foundation-common';
import { findRequestTypeProblems } from './validateRequestType';

/**
 * The same as `validateRequestType`, for the request type of that name in a text
 * of YAML or JSON; each problem has line and column, from 1.
 * @public
 */
export function validateRequestTypeText(
  text: string,
  name: string,
): DocumentProblem[] {
  return parseDocuments(text, { lists: true })
    .documents.filter(
      document =>
        document.kind === 'ServiceRequestType' && document.name === name,
    )
    .flatMap(document =>
      document.problems.length > 0
        ? document.problems
        : findRequestTypeProblems(document.value).map(problem =>
            document.locate(problem),
          ),
    );
}
