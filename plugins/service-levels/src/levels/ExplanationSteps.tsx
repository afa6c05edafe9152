import { VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExplanationStep } from '@dualcloud/backstage-plugin-service-levels-common';
import { ScrollTable } from '@dualcloud/foundation-react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import { levelsMessages } from '../translations/en/levels';
import styles from './levels.module.css';

type StepKey = Extract<keyof typeof levelsMessages, `explain.step.${string}`>;

function isStepKey(key: string): key is StepKey {
  return key in levelsMessages;
}

/** A calculation as one would key it in: an operation, and below it its result. */
export function ExplanationSteps(props: { steps: readonly ExplanationStep[] }) {
  const { steps } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  const valueOf = ({ seconds, percent, value }: ExplanationStep) => {
    if (seconds !== undefined) {
      return t('explain.seconds', { seconds: format.number(seconds) });
    }
    return percent === undefined
      ? format.number(Number(value ?? 0))
      : format.percent(percent);
  };
  const labelOf = ({ id }: ExplanationStep) => {
    const key = `explain.step.${id}`;
    return isStepKey(key) ? t(key) : id;
  };
  /** A result stands below an operation; a known number begins a calculation. */
  const isResult = (index: number) =>
    steps[index].operation === 'equals' &&
    index > 0 &&
    steps[index - 1].operation !== 'equals';
  return (
    <ScrollTable label={t('explain.steps')} isNarrow>
      <table className={`${styles.table} ${styles.steps}`}>
        <thead>
          <tr>
            <th scope="col" className={styles.sign}>
              <VisuallyHidden>{t('explain.step')}</VisuallyHidden>
            </th>
            <th scope="col" className={styles.words}>
              {t('explain.step')}
            </th>
            <th scope="col">{t('explain.time')}</th>
            <th scope="col">{t('explain.value')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr
              // A step may come twice.
              key={`${index} ${step.id}`}
              data-result={isResult(index)}
            >
              <td className={styles.sign}>
                {(step.operation !== 'equals' || isResult(index)) && (
                  <>
                    <span aria-hidden="true">
                      {t(`explain.operation.${step.operation}`)}
                    </span>
                    <VisuallyHidden>
                      {t(`explain.spoken.${step.operation}`)}
                    </VisuallyHidden>
                  </>
                )}
              </td>
              <th scope="row" className={styles.words}>
                {labelOf(step)}
              </th>
              <td>
                {step.seconds !== undefined && format.clock(step.seconds)}
              </td>
              <td>{valueOf(step)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  );
}
