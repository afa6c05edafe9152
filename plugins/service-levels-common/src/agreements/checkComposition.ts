import {
  checkFullRef,
  checkUnique,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type { AgreementScope, Composition } from './types';

/** What a service is built on makes sense, and is not the service itself. */
export function checkComposition(
  composition: Composition | undefined,
  scope: AgreementScope,
): LocatedProblem[] {
  if (!composition) return [];
  const at = ['spec', 'composition'];
  if (scope.type === 'environments') {
    return [
      {
        at,
        rule: 'composition-of-a-service',
        message:
          'is for a service; environments have services of their own each, so remove it',
      },
    ];
  }
  return checkPart(composition, scope.serviceRef, at);
}

function checkPart(
  part: Composition,
  serviceRef: string,
  at: DocumentPath,
): LocatedProblem[] {
  if ('subject' in part) return checkSubject(part.subject, serviceRef, at);
  const [field, parts] =
    'all' in part ? (['all', part.all] as const) : (['of', part.of] as const);
  const here = [...at, field];
  return [
    ...('all' in part ? [] : checkAtLeast(part, at)),
    ...checkUnique(
      parts.map((one, index) =>
        'subject' in one ? one.subject : `group ${index + 1}`,
      ),
      index => [...here, index],
      'part',
    ),
    ...parts.flatMap((one, index) =>
      checkPart(one, serviceRef, [...here, index]),
    ),
  ];
}

function checkSubject(
  subject: string,
  serviceRef: string,
  at: DocumentPath,
): LocatedProblem[] {
  return subject === serviceRef
    ? [
        {
          at: [...at, 'subject'],
          rule: 'no-cycle',
          message: 'is the service itself; name what it is built on',
        },
      ]
    : checkFullRef(subject, ['cloudservice', 'resource'], [...at, 'subject']);
}

function checkAtLeast(
  { atLeast, of }: { atLeast: number; of: Composition[] },
  at: DocumentPath,
): LocatedProblem[] {
  return atLeast >= 1 && atLeast <= of.length
    ? []
    : [
        {
          at: [...at, 'atLeast'],
          rule: 'at-least-of-parts',
          message: `is ${atLeast} and must be between 1 and ${of.length}, the number of parts`,
        },
      ];
}

/** Entity refs of everything that a service is built on. @public */
export function subjectsOf(composition: Composition | undefined): string[] {
  if (!composition) return [];
  if ('subject' in composition) return [composition.subject];
  const parts = 'all' in composition ? composition.all : composition.of;
  return [...new Set(parts.flatMap(subjectsOf))];
}
