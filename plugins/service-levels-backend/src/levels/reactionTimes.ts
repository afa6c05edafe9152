import type { AgreementStore } from '../agreements';
import { durationSeconds, reactionOf } from '../attainment';
import type { Commitment } from '../commitments';
import type { ReactionTimes, StoredIncident } from '../incidents';

/** Judges incidents by the objectives of the commitments that they concern. */
export function reactionTimesBy(options: {
  agreements: AgreementStore;
  nowS: () => number;
}): ReactionTimes {
  return async (incidents, commitments) => {
    const book = await options.agreements.book();
    const now = options.nowS();
    return new Map(
      incidents.map(incident => [
        incident,
        commitments
          .filter(commitment => concerns(incident, commitment))
          .flatMap(commitment => {
            const version = book.at(commitment.agreement, incident.reportedS);
            if (!version) return [];
            const { calendar } = version.calendar;
            return (version.effective.objectives ?? []).flatMap(objective => {
              const { type } = objective;
              if (type !== 'response-time' && type !== 'restoration-time') {
                return [];
              }
              if (objective.incidentClass !== incident.incidentClass) return [];
              const withinSeconds = durationSeconds(objective.within);
              const reaction = reactionOf(incident, type, {
                calendar,
                withinSeconds,
                now,
              });
              return [
                {
                  commitmentId: commitment.id,
                  objective: objective.id,
                  type,
                  ...reaction,
                },
              ];
            });
          }),
      ]),
    );
  };
}

function concerns(
  { subjectRef, customerRef }: StoredIncident,
  commitment: Commitment,
): boolean {
  return (
    commitment.subjectRef === subjectRef &&
    (customerRef === undefined || commitment.customerRef === customerRef)
  );
}
