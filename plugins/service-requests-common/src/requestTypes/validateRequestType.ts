import {
  checkFullRef,
  checkUnique,
  createShapeCheck,
  type DocumentPath,
  type DocumentProblem,
  type LocatedProblem,
  toDocumentProblem,
} from '@dualcloud/foundation-common';
import { checkForm } from './checkForm';
import { checkProcess } from './checkProcess';
import { requestTypeSchema } from './schema';
import type { RequestTypeEntity, RequestTypeSpec } from './types';

const checkShape = createShapeCheck(requestTypeSchema);

function checkGroups({ owner, roles }: RequestTypeSpec): LocatedProblem[] {
  const at: DocumentPath = ['spec', 'roles'];
  const many = (refs: string[] | undefined, key: string) =>
    (refs ?? []).flatMap((ref, index) =>
      checkFullRef(ref, ['group', 'user'], [...at, key, index]),
    );
  return [
    ...checkFullRef(owner, ['group'], ['spec', 'owner']),
    ...checkFullRef(roles.responsible, ['group'], [...at, 'responsible']),
    ...checkFullRef(
      roles.accountable,
      ['group', 'user'],
      [...at, 'accountable'],
    ),
    ...many(roles.consulted, 'consulted'),
    ...many(roles.informed, 'informed'),
  ];
}

/** Shape first: the rules may then rely on it. */
export function findRequestTypeProblems(document: unknown): LocatedProblem[] {
  const problems = checkShape(document);
  if (problems.length > 0) return problems;
  const { spec } = document as RequestTypeEntity;
  return [
    ...checkGroups(spec),
    ...checkFullRef(
      spec.calendarRef,
      ['servicecalendar'],
      ['spec', 'calendarRef'],
    ),
    ...checkForm(spec),
    ...checkProcess(spec),
    ...checkUnique(
      (spec.checklist ?? []).map(({ id }) => id),
      index => ['spec', 'checklist', index, 'id'],
      'item',
    ),
  ];
}

/**
 * Checks a request type by its JSON Schema and by the rules that a schema cannot say.
 * @returns what is wrong; empty if nothing is
 * @public
 */
export function validateRequestType(entity: unknown): DocumentProblem[] {
  return findRequestTypeProblems(entity).map(problem =>
    toDocumentProblem(problem),
  );
}
