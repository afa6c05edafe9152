import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AgreementSummary } from '@dualcloud/backstage-plugin-service-levels-common';
import { localize, useLanguage } from '@dualcloud/foundation-react';
import { agreementRouteRef } from '../routes';
import { serviceLevelsTranslationRef } from '../translation';

/** Leads to a version of an agreement. */
export function AgreementLink(props: { summary: AgreementSummary }) {
  const { agreement, version, titles } = props.summary;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const language = useLanguage();
  const agreementPath = useRouteRef(agreementRouteRef);
  return (
    <Link href={agreementPath({ agreement, version })}>
      {localize(titles, language, agreement)},{' '}
      {t('agreements.version', { version })}
    </Link>
  );
}
