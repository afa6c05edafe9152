import { targetOfObjective } from '../agreements/objectiveTerms';
import type {
  AvailabilityObjective,
  Objective,
  ObjectivePeriod,
  ServiceLevelAgreementSpec,
} from '../agreements/types';
import {
  OBJECTIVE_ANNOTATION,
  OBJECTIVES_ANNOTATION,
  OWN_METRIC_SOURCE,
} from './annotations';
import type { OpenSloDocument, OpenSloSlo } from './types';

/*
 * OpenSLO can say the share of time or events that has to be good. Availability,
 * latency and success rate become an SLO each. What it cannot say – a number of
 * outages, times of response and restoration inside the service hours, a target
 * of 100 % – stands in an annotation of the Service, so that nothing is lost and
 * what is read is what was written.
 */

const LONGEST_NAME = 63;

/**
 * Writes the objectives of an agreement as OpenSLO v1 documents: a Service, and
 * an SLO for each objective that OpenSLO can say.
 *
 * @param agreement - with what it takes over from the general part
 * @param options - `timeZone`: of the agreement's calendar
 * @public
 */
export function writeOpenSlo(
  agreement: ServiceLevelAgreementSpec,
  options: { timeZone: string },
): Array<OpenSloDocument | OpenSloSlo> {
  const objectives = agreement.objectives ?? [];
  const slos = objectives.map(objective =>
    writeObjective(objective, agreement, options.timeZone),
  );
  const list = objectives.map(
    (objective, index) => slos[index]?.metadata.name ?? objective,
  );
  return [
    {
      apiVersion: 'openslo/v1',
      kind: 'Service',
      metadata: {
        name: agreement.agreement,
        ...displayName(agreement.titles?.en),
        annotations: {
          'dualcloud.dev/version': agreement.version,
          [OBJECTIVES_ANNOTATION]: JSON.stringify(list),
        },
      },
      spec: {},
    },
    ...slos.filter(slo => slo !== undefined),
  ];
}

function writeObjective(
  objective: Objective,
  agreement: ServiceLevelAgreementSpec,
  timeZone: string,
): OpenSloSlo | undefined {
  if ('slo' in objective && objective.slo) {
    return annotate(objective.slo, objective);
  }
  return objective.type === 'availability' && isBelow100(objective)
    ? annotate(writeAvailability(objective, agreement, timeZone), objective)
    : undefined;
}

/** OpenSLO's targets are below 100 %. */
function isBelow100(objective: AvailabilityObjective): boolean {
  return Number(targetOfObjective(objective)) < 100;
}

const DURATIONS: Record<ObjectivePeriod, string> = {
  month: '1M',
  quarter: '1Q',
  year: '1Y',
};

function writeAvailability(
  objective: AvailabilityObjective,
  { agreement, validFrom }: ServiceLevelAgreementSpec,
  timeZone: string,
): OpenSloSlo {
  const { id, titles, period = 'month' } = objective;
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: id, ...displayName(titles?.en) },
    spec: {
      description: 'Share of the agreed service time in which it was available',
      service: agreement,
      indicator: {
        metadata: { name: id },
        spec: {
          ratioMetric: {
            rawType: 'success',
            raw: {
              metricSource: {
                type: OWN_METRIC_SOURCE,
                spec: { agreement, objective: id },
              },
            },
          },
        },
      },
      timeWindow: [
        {
          duration: DURATIONS[period],
          isRolling: false,
          calendar: {
            // Months, quarters and years all begin then.
            startTime: `${validFrom.slice(0, 4)}-01-01 00:00:00`,
            timeZone,
          },
        },
      ],
      // The mean of the minutes' shares is the share of time.
      budgetingMethod: 'RatioTimeslices',
      objectives: [
        {
          targetPercent: Number(targetOfObjective(objective)),
          timeSliceWindow: '1m',
        },
      ],
    },
  };
}

function annotate(slo: OpenSloSlo, objective: Objective): OpenSloSlo {
  const { id, type, titles, clause } = objective;
  const isOwnDocument = 'slo' in objective && objective.slo !== undefined;
  const said = {
    id,
    type,
    titles,
    clause,
    ...(isOwnDocument && { slo: true }),
  };
  return {
    ...slo,
    metadata: {
      ...slo.metadata,
      annotations: {
        ...slo.metadata.annotations,
        [OBJECTIVE_ANNOTATION]: JSON.stringify(said),
      },
    },
  };
}

/** Tools of OpenSLO take at most 63 characters; the whole title is in the annotation. */
function displayName(title?: string): { displayName?: string } {
  if (title === undefined) return {};
  return {
    displayName:
      title.length > LONGEST_NAME
        ? `${title.slice(0, LONGEST_NAME - 1)}…`
        : title,
  };
}
