import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  type DocumentProblem,
  locateInText,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type LocatedProblem,
  toDocumentProblem,
} from '@dualcloud/foundation-common';
import { readDocumentText } from '@dualcloud/foundation-node';

/** Adds the lines, from the text that the catalog has the document from. */
export async function locateProblems(
  entity: Entity,
  problems: readonly LocatedProblem[],
  reader: UrlReaderService,
): Promise<DocumentProblem[]> {
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  const text =
    problems.length > 0 && location
      ? await readDocumentText(parseLocationRef(location), reader)
      : undefined;
  const located =
    text &&
    locateInText(
      text,
      { kind: entity.kind, name: entity.metadata.name },
      problems,
    );
  return located || problems.map(problem => toDocumentProblem(problem));
}
