import {
  checkFullRef,
  checkUnique,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type { AgreementScope, Responsibility } from './types';

/** Whom and what the agreement is about. */
export function checkScope(scope: AgreementScope): LocatedProblem[] {
  const at = ['spec', 'scope'];
  if (scope.type === 'environments') return [];
  const problems = checkFullRef(
    scope.serviceRef,
    ['cloudservice'],
    [...at, 'serviceRef'],
  );
  if (scope.type === 'general') return problems;
  return [
    ...problems,
    ...checkFullRef(scope.customerRef, ['group'], [...at, 'customerRef']),
    ...checkFullRef(scope.systemRef, ['system'], [...at, 'systemRef']),
    ...checkFullRef(
      scope.softwareProviderRef,
      ['group'],
      [...at, 'softwareProviderRef'],
    ),
  ];
}

/** One party answers for each part, and each part stands once. */
export function checkResponsibilities(
  responsibilities: readonly Responsibility[] = [],
): LocatedProblem[] {
  const at = ['spec', 'responsibilities'];
  return [
    ...checkUnique(
      responsibilities.map(one => one.part),
      index => [...at, index, 'part'],
      'part',
    ),
    ...responsibilities.flatMap((one, index) =>
      checkResponsibility(one, [...at, index]),
    ),
  ];
}

function checkResponsibility(
  one: Responsibility,
  at: DocumentPath,
): LocatedProblem[] {
  const { part, answers, groupRef, incidentsTo, team = [] } = one;
  return [
    ...(answers ? [] : [answersMissing(part, team, at)]),
    ...checkFullRef(groupRef, ['group'], [...at, 'groupRef']),
    ...checkFullRef(incidentsTo, ['group'], [...at, 'incidentsTo']),
    ...team.flatMap((ref, index) =>
      checkFullRef(ref, ['group', 'user'], [...at, 'team', index]),
    ),
    ...checkUnique(team, index => [...at, 'team', index], 'team member'),
  ];
}

function answersMissing(
  part: string,
  team: readonly string[],
  at: DocumentPath,
): LocatedProblem {
  const choice = 'provider, software-provider or customer';
  return {
    at: [...at, 'answers'],
    rule: 'answers-named',
    message:
      team.length > 1
        ? `is missing; a mixed team works on "${part}", so name the one party that answers for its level: ${choice}`
        : `is missing; name the party that answers for "${part}": ${choice}`,
  };
}
