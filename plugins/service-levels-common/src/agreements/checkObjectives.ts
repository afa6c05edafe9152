import {
  checkUnique,
  parseDecimal,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { OBJECTIVE_ANNOTATION } from '../openSlo/annotations';
import { findOpenSloProblems } from '../openSlo/checkOpenSlo';
import { openSloPeriod, openSloTarget, windowOf } from '../openSlo/terms';
import type { OpenSloSlo } from '../openSlo/types';
import { checkClock } from './durations';
import { checkPercent } from './percent';
import type { Objective } from './types';

const REACTION = { least: 'PT1M', most: 'PT10000H' };
const OUTAGE = { least: 'PT0S', most: 'PT10000H' };

/** Each objective by itself, and that no two have the same name. */
export function checkObjectives(
  objectives: readonly Objective[] = [],
): LocatedProblem[] {
  const at = ['spec', 'objectives'];
  const names = objectives.map(one => one.id);
  const slos = objectives.map(sloOf);
  return [
    ...checkUnique(names, index => [...at, index, 'id'], 'objective'),
    ...checkUnique(
      // Both become names of OpenSLO documents; see writeOpenSlo.
      slos.map((slo, index) => slo?.metadata?.name ?? names[index]),
      index => [...at, index, slos[index] ? 'slo' : 'id'],
      'the name of an objective or an SLO',
    ).filter(({ at: [, , index] }) => hasUniqueId(names, Number(index))),
    ...objectives.flatMap((objective, index) =>
      checkObjective(objective, [...at, index]),
    ),
  ];
}

function hasUniqueId(names: string[], index: number): boolean {
  return names.indexOf(names[index]) === index;
}

function sloOf(objective: Objective): OpenSloSlo | undefined {
  return 'slo' in objective ? objective.slo : undefined;
}

/** The rules that an objective of the right shape must keep. */
export function checkObjective(
  objective: Objective,
  at: DocumentPath,
): LocatedProblem[] {
  switch (objective.type) {
    case 'availability':
      return objective.slo
        ? checkSlo(objective, objective.slo, [...at, 'slo'])
        : checkPercent(objective.target, [...at, 'target']);
    case 'latency':
    case 'success-rate':
      return checkSlo(objective, objective.slo, [...at, 'slo']);
    case 'longest-outage':
      return checkClock(objective.atMost, [...at, 'atMost'], OUTAGE);
    case 'response-time':
    case 'restoration-time':
      return [
        ...checkClock(objective.within, [...at, 'within'], REACTION),
        ...checkPercent(objective.target, [...at, 'target']),
      ];
    default:
      return [];
  }
}

/** An OpenSLO document, and that it says what an agreement needs. */
function checkSlo(
  objective: Objective,
  slo: OpenSloSlo,
  at: DocumentPath,
): LocatedProblem[] {
  const problems = findOpenSloProblems(slo);
  const own =
    problems.length > 0
      ? problems
      : [
          ...checkKind(slo),
          ...checkAnnotations(slo),
          ...checkSloTarget(slo),
          ...(objective.type === 'availability'
            ? checkSloPeriod(slo)
            : checkSloMetric(slo, objective.type)),
        ];
  return own.map(problem => ({ ...problem, at: [...at, ...problem.at] }));
}

function checkKind({ kind }: OpenSloSlo): LocatedProblem[] {
  return kind === 'SLO'
    ? []
    : [
        {
          at: ['kind'],
          rule: 'slo-of-objective',
          message: `must be SLO; an objective is no ${kind}`,
        },
      ];
}

function checkAnnotations({ metadata }: OpenSloSlo): LocatedProblem[] {
  return metadata.annotations?.[OBJECTIVE_ANNOTATION] === undefined
    ? []
    : [
        {
          at: ['metadata', 'annotations', OBJECTIVE_ANNOTATION],
          rule: 'reserved-annotation',
          message:
            'is what an export says about the objective; remove it here, where the objective says it itself',
        },
      ];
}

function checkSloTarget({ spec }: OpenSloSlo): LocatedProblem[] {
  const at = ['spec', 'objectives'];
  if (spec.objectives?.length !== 1) {
    return [
      {
        at,
        rule: 'slo-of-objective',
        message:
          'has several entries; an objective has one target, so write an objective for each',
      },
    ];
  }
  const [objective] = spec.objectives;
  const field = objective.target === undefined ? 'targetPercent' : 'target';
  const percent = openSloTarget(objective);
  if ((percent.split('.')[1] ?? '').length > 6) {
    return [
      {
        at: [...at, 0, field],
        rule: 'decimal',
        message: `is ${percent} % and may have at most 6 digits after the point`,
      },
    ];
  }
  return parseDecimal(percent) > 0n
    ? []
    : [
        {
          at: [...at, 0, field],
          rule: 'above-zero',
          message: 'must be above zero',
        },
      ];
}

function checkSloPeriod(slo: OpenSloSlo): LocatedProblem[] {
  const window = openSloPeriod(windowOf(slo));
  return window.period
    ? []
    : [
        {
          at: ['spec', 'timeWindow', 0],
          rule: 'slo-period',
          message: window.fault,
        },
      ];
}

/** What the metrics source is asked has to stand in the agreement itself. */
function checkSloMetric(
  { spec }: OpenSloSlo,
  type: Objective['type'],
): LocatedProblem[] {
  const at = ['spec', 'indicator'];
  if (!spec.indicator) {
    return [
      {
        at,
        rule: 'slo-of-objective',
        message:
          'is missing; write the SLI here, so that what is measured is part of what is agreed',
      },
    ];
  }
  return type === 'success-rate' && !spec.indicator.spec.ratioMetric
    ? [
        {
          at: [...at, 'spec'],
          rule: 'slo-of-objective',
          message:
            'needs a ratioMetric: a success rate is the share of good events',
        },
      ]
    : [];
}
