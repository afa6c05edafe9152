import {
  createShapeCheck,
  isRealDay,
  isTimeZone,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkIndicator } from './checkIndicator';
import { openSloSchema } from './schema';
import type {
  OpenSloDocument,
  OpenSloIndicatorSpec,
  OpenSloObjective,
  OpenSloSlo,
  OpenSloTimeWindow,
} from './types';

const checkShape = createShapeCheck(openSloSchema);

/** Whether a document is an SLO. @public */
export function isOpenSloSlo(
  document: OpenSloDocument | OpenSloSlo,
): document is OpenSloSlo {
  return document.kind === 'SLO';
}

/** Shape first: the rules may then rely on it. */
export function findOpenSloProblems(document: unknown): LocatedProblem[] {
  const problems = checkShape(document);
  if (problems.length > 0) return problems;
  const checked = document as OpenSloDocument;
  if (isOpenSloSlo(checked)) return checkSlo(checked);
  return checked.kind === 'SLI'
    ? checkIndicator(checked.spec as OpenSloIndicatorSpec, ['spec'])
    : [];
}

function checkSlo({ spec }: OpenSloSlo): LocatedProblem[] {
  const at = ['spec', 'objectives'];
  return [
    ...checkIndicators(spec),
    ...checkTimeWindow(spec.timeWindow[0], ['spec', 'timeWindow', 0]),
    ...spec.objectives.flatMap((objective, index) => [
      ...checkTarget(objective, [...at, index]),
      ...checkThreshold(objective, spec, [...at, index]),
      ...checkTimeSlices(objective, spec, [...at, index]),
    ]),
  ];
}

type Measured = {
  indicator?: { spec: OpenSloIndicatorSpec };
  indicatorRef?: string;
};

/** Of the SLO, or of each of its objectives if it is a composite one. */
function checkIndicators(spec: OpenSloSlo['spec']): LocatedProblem[] {
  const objectives: Measured[] = spec.objectives;
  const isMeasured = (one: Measured) =>
    one.indicator !== undefined || one.indicatorRef !== undefined;
  if (!objectives.some(isMeasured)) return checkMeasured(spec, ['spec']);
  if (isMeasured(spec)) {
    return [
      {
        at: ['spec', spec.indicator ? 'indicator' : 'indicatorRef'],
        rule: 'one-indicator',
        message:
          'is given for the SLO and for its objectives; keep one of both',
      },
    ];
  }
  return objectives.flatMap((objective, index) =>
    checkMeasured(objective, ['spec', 'objectives', index]),
  );
}

function checkMeasured(
  { indicator, indicatorRef }: Measured,
  at: DocumentPath,
): LocatedProblem[] {
  if (Boolean(indicator) === (indicatorRef !== undefined)) {
    return [
      {
        at: [...at, 'indicator'],
        rule: 'one-indicator',
        message: indicator
          ? 'stands beside indicatorRef; keep one of both'
          : 'is missing; give an indicator, or an indicatorRef to an SLI',
      },
    ];
  }
  return indicator
    ? checkIndicator(indicator.spec, [...at, 'indicator', 'spec'])
    : [];
}

function checkTimeWindow(
  { isRolling, calendar }: OpenSloTimeWindow,
  at: DocumentPath,
): LocatedProblem[] {
  if (Boolean(isRolling) === Boolean(calendar)) {
    return [
      {
        at: [...at, 'calendar'],
        rule: 'rolling-or-calendar',
        message: calendar
          ? 'must not be given for a rolling window'
          : 'is missing; a window is either rolling (isRolling: true) or aligned to a calendar with startTime and timeZone',
      },
    ];
  }
  if (!calendar) return [];
  const problems: LocatedProblem[] = [];
  if (!isRealInstant(calendar.startTime)) {
    problems.push({
      at: [...at, 'calendar', 'startTime'],
      rule: 'date-exists',
      message: `${calendar.startTime} is no time of the calendar`,
    });
  }
  if (!isTimeZone(calendar.timeZone)) {
    problems.push({
      at: [...at, 'calendar', 'timeZone'],
      rule: 'time-zone',
      message: `"${calendar.timeZone}" is not an IANA time zone; write one such as Europe/Berlin`,
    });
  }
  return problems;
}

function isRealInstant(text: string): boolean {
  const [day, time] = text.split(' ');
  return isRealDay(day) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time);
}

function checkTarget(
  { target, targetPercent }: OpenSloObjective,
  at: DocumentPath,
): LocatedProblem[] {
  if ((target === undefined) === (targetPercent === undefined)) {
    return [
      {
        at: [...at, 'target'],
        rule: 'one-target',
        message:
          target === undefined
            ? 'is missing; give target as a share or targetPercent'
            : 'stands beside targetPercent; keep one of both',
      },
    ];
  }
  const [field, value, whole] =
    target === undefined
      ? (['targetPercent', targetPercent ?? 0, 100] as const)
      : (['target', target, 1] as const);
  if (value >= 0 && value < whole) return [];
  return [
    {
      at: [...at, field],
      rule: 'target-below-100',
      message: `is ${value} and must be at least 0 and below ${whole}${
        value > whole ? ': nothing is above 100 %' : ''
      }`,
    },
  ];
}

/** A measured value is good or bad only when compared with another one. */
function checkThreshold(
  objective: OpenSloObjective,
  { indicator }: OpenSloSlo['spec'],
  at: DocumentPath,
): LocatedProblem[] {
  if (!indicator?.spec.thresholdMetric) return [];
  return (['op', 'value'] as const)
    .filter(field => objective[field] === undefined)
    .map(field => ({
      at: [...at, field],
      rule: 'threshold-complete',
      message:
        'is missing; a thresholdMetric is compared (op) with a value (value)',
    }));
}

function checkTimeSlices(
  { timeSliceTarget, timeSliceWindow }: OpenSloObjective,
  { budgetingMethod }: OpenSloSlo['spec'],
  at: DocumentPath,
): LocatedProblem[] {
  if (budgetingMethod === 'Occurrences') return [];
  const problems: LocatedProblem[] = [];
  if (timeSliceWindow === undefined) {
    problems.push({
      at: [...at, 'timeSliceWindow'],
      rule: 'time-slices-complete',
      message: `is missing; budgetingMethod ${budgetingMethod} needs the length of a slice`,
    });
  }
  if (budgetingMethod !== 'Timeslices') return problems;
  if (timeSliceTarget === undefined) {
    problems.push({
      at: [...at, 'timeSliceTarget'],
      rule: 'time-slices-complete',
      message:
        'is missing; budgetingMethod Timeslices needs the share of a slice that makes it a good one',
    });
  } else if (timeSliceTarget <= 0 || timeSliceTarget > 1) {
    problems.push({
      at: [...at, 'timeSliceTarget'],
      rule: 'time-slice-target',
      message: `is ${timeSliceTarget} and must be above 0 and at most 1`,
    });
  }
  return problems;
}
