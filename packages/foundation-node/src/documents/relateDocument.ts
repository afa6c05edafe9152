import {
  getCompoundEntityRef,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';

/** A field of a document that names something. @public */
export type DocumentRelation = {
  /** Full entity ref. */
  ref: string;
  /** From the document to what it names. */
  outgoing: string;
  /** Back. */
  incoming: string;
};

/**
 * Makes the relations of a document. One for everybody is related both ways. A
 * confidential one only points: a relation is part of the entity that it begins
 * at, and whoever may read that one would read of the document.
 * @public
 */
export function relateDocument(
  document: Entity,
  related: DocumentRelation[],
  options: { confidential: boolean },
): EntityRelationSpec[] {
  const own = getCompoundEntityRef(document);
  return related.flatMap(({ ref, outgoing, incoming }) => {
    const target = parseEntityRef(ref);
    const there = { source: own, type: outgoing, target };
    return options.confidential
      ? [there]
      : [there, { source: target, type: incoming, target: own }];
  });
}
