import {
  createShapeCheck,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import { checkObjective } from '../agreements/checkObjectives';
import { objectiveSchema } from '../agreements/schema';
import type { Objective } from '../agreements/types';
import { OBJECTIVE_ANNOTATION, OBJECTIVES_ANNOTATION } from './annotations';
import { isOpenSloSlo } from './checkOpenSlo';
import { openSloPeriod, openSloTarget, windowOf } from './terms';
import type { OpenSloDocument, OpenSloSlo } from './types';

/** An objective, or why there is none. @public */
export type ReadObjective =
  | { objective: Objective; problems: [] }
  | { objective?: undefined; problems: LocatedProblem[] };

const checkShape = createShapeCheck(objectiveSchema);

/**
 * Makes an objective of an SLO. One that {@link writeOpenSlo} has written becomes
 * what it was. Any other becomes a latency objective if it compares a value with
 * a threshold, and else one of success rate, with the SLO as it is.
 *
 * @returns an objective that keeps the rules of agreements, or what OpenSLO says
 * here that an agreement cannot
 * @public
 */
export function readObjective(slo: OpenSloSlo): ReadObjective {
  const said = saidBy(slo);
  const bare = withoutAnnotation(slo);
  if (said && !said.slo) {
    const window = openSloPeriod(windowOf(bare));
    if (!window.period) {
      return refuse({
        at: ['spec', 'timeWindow', 0],
        rule: 'slo-period',
        message: window.fault,
      });
    }
    const [objective] = bare.spec.objectives;
    return checked({
      ...said,
      period: window.period,
      target: openSloTarget(objective),
    });
  }
  if (said) return checked({ ...said, slo: bare });
  const measured = bare.spec.indicator?.spec;
  return checked({
    id: bare.metadata.name,
    type: measured?.thresholdMetric ? 'latency' : 'success-rate',
    slo: bare,
  });
}

/**
 * The objectives of documents: of an agreement that {@link writeOpenSlo} has
 * written, all of them in their order; else one for each SLO.
 *
 * @returns also why some SLOs are no objectives; `at` begins with the number of the document
 * @public
 */
export function readObjectives(
  documents: ReadonlyArray<OpenSloDocument | OpenSloSlo>,
): { objectives: Objective[]; problems: LocatedProblem[] } {
  const problems: LocatedProblem[] = [];
  const take = (index: number, read: ReadObjective) => {
    problems.push(
      ...read.problems.map(one => ({ ...one, at: [index, ...one.at] })),
    );
    return read.objective ? [read.objective] : [];
  };
  const taken = new Set<number>();
  const takeSlo = (slo: OpenSloDocument | OpenSloSlo, index: number) => {
    if (!isOpenSloSlo(slo) || taken.has(index)) return [];
    taken.add(index);
    return take(index, readObjective(slo));
  };
  const listed = documents.flatMap((document, index) =>
    listOf(document).flatMap(entry => {
      if (typeof entry !== 'string') return take(index, checked(entry));
      const other = documents.findIndex(
        one => isOpenSloSlo(one) && one.metadata.name === entry,
      );
      return other < 0 ? [] : takeSlo(documents[other], other);
    }),
  );
  return {
    objectives: [...listed, ...documents.flatMap(takeSlo)],
    problems,
  };
}

function refuse(...problems: LocatedProblem[]): ReadObjective {
  return { problems };
}

/** Annotations are texts that anybody may have written. */
function checked(objective: unknown): ReadObjective {
  const misshapen = checkShape(objective);
  const problems =
    misshapen.length > 0
      ? misshapen
      : checkObjective(objective as Objective, []);
  return problems.length > 0
    ? refuse(...problems.map(withoutSlo))
    : { objective: objective as Objective, problems: [] };
}

/** The way within the SLO, where the problem comes from. */
function withoutSlo(problem: LocatedProblem): LocatedProblem {
  return problem.at[0] === 'slo'
    ? { ...problem, at: problem.at.slice(1) }
    : problem;
}

function saidBy(slo: OpenSloSlo): Record<string, unknown> | undefined {
  const said = parseJson(slo.metadata.annotations?.[OBJECTIVE_ANNOTATION]);
  return typeof said === 'object' && said !== null && !Array.isArray(said)
    ? { ...said }
    : undefined;
}

function listOf(document: OpenSloDocument | OpenSloSlo): unknown[] {
  const list = parseJson(
    document.metadata.annotations?.[OBJECTIVES_ANNOTATION],
  );
  return document.kind === 'Service' && Array.isArray(list) ? list : [];
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutAnnotation(slo: OpenSloSlo): OpenSloSlo {
  const { [OBJECTIVE_ANNOTATION]: _, ...annotations } =
    slo.metadata.annotations ?? {};
  const { annotations: __, ...metadata } = slo.metadata;
  return {
    ...slo,
    metadata: {
      ...metadata,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}
