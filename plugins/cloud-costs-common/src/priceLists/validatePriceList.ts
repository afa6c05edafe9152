import type { Entity } from '@backstage/catalog-model';
import {
  createShapeCheck,
  toDocumentProblem,
  type DocumentProblem,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkRules } from './checkRules';
import { priceListSchema } from './schema';
import type { PriceListEntity } from './types';

/** Whether an entity is of kind PriceList. @public */
export function isPriceListEntity(entity: Entity): entity is PriceListEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'pricelist';
}

const checkShape = createShapeCheck(priceListSchema, {
  belowZero: 'for what is given back use a discount or a credit',
  tooFine: 'for a price so fine use "per" with a larger number of units',
});

/** Shape first: the rules may then rely on it. */
export function findProblems(document: unknown): LocatedProblem[] {
  const problems = checkShape(document);
  return problems.length > 0
    ? problems
    : checkRules((document as PriceListEntity).spec);
}

/**
 * Checks a price list by its JSON Schema and by the rules that need nothing but
 * the document: tiers, time bands, discounts, refs, currency and time zone. What
 * needs other lists (is the plan priced elsewhere, is the version in force) is
 * checked where they are stored.
 * @returns what is wrong; empty if nothing is
 * @public
 */
export function validatePriceList(entity: unknown): DocumentProblem[] {
  return findProblems(entity).map(problem => toDocumentProblem(problem));
}
