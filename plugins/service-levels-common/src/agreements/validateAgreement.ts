import type { Entity } from '@backstage/catalog-model';
import {
  checkFullRef,
  checkPeriod,
  createShapeCheck,
  toDocumentProblem,
  type DocumentProblem,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkComposition } from './checkComposition';
import { checkMeasurement } from './checkMeasurement';
import { checkObjectives } from './checkObjectives';
import { checkResponsibilities, checkScope } from './checkParties';
import { checkPenalties, checkPenaltyObjectives } from './checkPenalties';
import { checkNotice, checkClock, noticeSeconds } from './durations';
import { serviceLevelAgreementSchema } from './schema';
import type {
  MaintenanceTerms,
  ServiceLevelAgreementEntity,
  ServiceLevelAgreementSpec,
} from './types';

/** Whether an entity is of kind ServiceLevelAgreement. @public */
export function isServiceLevelAgreementEntity(
  entity: Entity,
): entity is ServiceLevelAgreementEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'servicelevelagreement';
}

const checkShape = createShapeCheck(serviceLevelAgreementSchema);

/** What an agreement needs, unless the one that it refines has it. */
export const NEEDED = [
  'calendarRef',
  'denominator',
  'gaps',
  'objectives',
] as const;

/** Whether a part of the agreement may stand in another document. */
export function isRefining({ scope }: ServiceLevelAgreementSpec): boolean {
  return scope.type === 'special' && scope.refines !== undefined;
}

function checkComplete(spec: ServiceLevelAgreementSpec): LocatedProblem[] {
  if (isRefining(spec)) return [];
  return NEEDED.filter(field => spec[field] === undefined).map(field => ({
    at: ['spec', field],
    rule: 'agreement-complete',
    message:
      spec.scope.type === 'special'
        ? 'is required and is missing; write it here, or name the general agreement that has it in scope.refines'
        : 'is required and is missing',
  }));
}

const NOTICE = { least: 'PT0S', most: 'P52W' };
const MONTH = { least: 'PT0S', most: 'PT744H' };

function checkMaintenance(terms?: MaintenanceTerms): LocatedProblem[] {
  if (!terms) return [];
  const at = ['spec', 'maintenance'];
  const { notice, objectionUntil, atMostPerMonth } = terms;
  const problems = [
    ...checkNotice(notice, [...at, 'notice'], NOTICE),
    ...checkNotice(objectionUntil, [...at, 'objectionUntil'], NOTICE),
    ...checkClock(atMostPerMonth, [...at, 'atMostPerMonth'], MONTH),
  ];
  if (
    problems.length === 0 &&
    objectionUntil !== undefined &&
    (noticeSeconds(objectionUntil) ?? 0) > (noticeSeconds(notice) ?? 0)
  ) {
    problems.push({
      at: [...at, 'objectionUntil'],
      rule: 'time-to-object',
      message: `is ${objectionUntil} before the begin, but notice is given only ${notice} before; leave the customer time to object`,
    });
  }
  return problems;
}

function checkRules(spec: ServiceLevelAgreementSpec): LocatedProblem[] {
  const objectives = checkObjectives(spec.objectives);
  const penalties = checkPenalties(spec.penalties);
  return [
    // A service may end before what was agreed last begins.
    ...checkPeriod(spec, ['spec'], undefined, { mayBeEmpty: true }),
    ...checkFullRef(spec.owner, ['group'], ['spec', 'owner']),
    ...checkScope(spec.scope),
    ...checkFullRef(
      spec.calendarRef,
      ['servicecalendar'],
      ['spec', 'calendarRef'],
    ),
    ...checkComplete(spec),
    ...objectives,
    ...checkResponsibilities(spec.responsibilities),
    ...checkMaintenance(spec.maintenance),
    ...checkComposition(spec.composition, spec.scope),
    ...checkMeasurement(spec.measurement),
    ...penalties,
    // Only sound ones can be compared; those of a refining one are compared with the general part's.
    ...(isRefining(spec) || objectives.length + penalties.length > 0
      ? []
      : checkPenaltyObjectives(spec.penalties, spec.objectives)),
  ];
}

/** Shape first: the rules may then rely on it. */
export function findAgreementProblems(document: unknown): LocatedProblem[] {
  const problems = checkShape(document);
  return problems.length > 0
    ? problems
    : checkRules((document as ServiceLevelAgreementEntity).spec);
}

/**
 * Checks an agreement by its JSON Schema and by the rules that need nothing but
 * the document. What needs others – the calendar, the general part, other
 * versions – {@link checkAgreementSet} checks.
 * @returns what is wrong; empty if nothing is
 * @public
 */
export function validateAgreement(entity: unknown): DocumentProblem[] {
  return findAgreementProblems(entity).map(problem =>
    toDocumentProblem(problem),
  );
}
