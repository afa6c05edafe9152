import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ServiceLevelsRouter } from './ServiceLevelsRouter';
import { serviceLevelsTranslationRef } from './translation';

/** The old frontend system leaves the page's frame to the plugin. */
export function LegacyServiceLevelsPage() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('general.title')} />
      <Content>
        <ServiceLevelsRouter />
      </Content>
    </Page>
  );
}
