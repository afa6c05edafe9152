import type { Message, NotificationLanguage } from '@dualcloud/foundation-node';
import type { Figure, Level } from '../levels';
import { decimalText, durationText, nameOf, periodText } from './words';

/** Percent of an error budget, or the end of it. */
export type Step = number | 'missed';

/** What the parties are told when a step is reached. */
export function figureMessage(
  level: Level,
  figure: Figure,
  step: Step,
): Omit<Message, 'to'> {
  const { commitment } = level;
  const { objective, result } = figure;
  const texts = (language: NotificationLanguage) =>
    step === 'missed'
      ? missedTexts(level, figure, language)
      : budgetTexts(level, figure, step, language);
  return {
    texts: { en: texts('en'), de: texts('de') },
    link: `/service-levels/levels/${encodeURIComponent(
      commitment.id,
    )}/objectives/${encodeURIComponent(objective.id)}?period=${result.period}`,
    severity: step === 'missed' || step >= 100 ? 'high' : 'normal',
    topic:
      step === 'missed' ? 'service-levels-missed' : 'service-levels-budget',
    // A later step replaces an earlier one.
    scope: `service-level:${commitment.id}:${objective.id}:${result.period}`,
  };
}

function budgetTexts(
  { commitment, version }: Level,
  { result }: Figure,
  step: number,
  language: NotificationLanguage,
) {
  const { titles } = version.effective;
  const name = nameOf(titles, commitment.subjectRef, language);
  const period = periodText(result.period, language);
  const target = decimalText(result.target ?? '', language);
  const seconds = Math.max(0, result.availability?.remainingSeconds ?? 0);
  const left = durationText(seconds, language);
  return language === 'de'
    ? {
        title: `${name}: ${step} % des Fehlerbudgets sind verbraucht`,
        description: `${period}: Noch ${left} Ausfall sind zulässig, damit das Ziel von ${target} % erreicht wird.`,
      }
    : {
        title: `${name}: ${step} % of the error budget is used`,
        description: `${period}: ${left} of downtime are left before the target of ${target} % is missed.`,
      };
}

function missedTexts(
  { commitment, version }: Level,
  { objective, result }: Figure,
  language: NotificationLanguage,
) {
  const { titles } = version.effective;
  const name = nameOf(titles, commitment.subjectRef, language);
  const title = nameOf(objective.titles, objective.id, language);
  const period = periodText(result.period, language);
  const isShare = result.availability !== undefined;
  const [actual, target] = [result.actual, result.target].map(
    value => `${decimalText(value ?? '–', language)}${isShare ? ' %' : ''}`,
  );
  return language === 'de'
    ? {
        title: `${name}: Zielwert „${title}“ verfehlt`,
        description: `${period}: vereinbart ${target}, erreicht ${actual}. Die Seite zeigt, wie die Zahl zustande kommt.`,
      }
    : {
        title: `${name}: objective "${title}" missed`,
        description: `${period}: agreed ${target}, reached ${actual}. The page shows how the figure comes about.`,
      };
}
