import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExplainedOutage } from '@dualcloud/backstage-plugin-service-levels-common';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';

/** How much of an outage does not count, and why. */
export function NotCounted(props: { explained: ExplainedOutage }) {
  const { outage, notCounted } = props.explained;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  if (outage.state === 'rejected') return <>{t('explain.rejected')}</>;
  if (notCounted.length === 0) return <>{t('explain.all')}</>;
  return (
    <>
      {notCounted.map(one => (
        <div key={one.why}>
          {format.clock(one.seconds)}: {t(`explain.step.${one.why}`)}
        </div>
      ))}
    </>
  );
}
