import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DeskRouter } from './desk/DeskRouter';
import { ServiceRequestsRouter } from './ServiceRequestsRouter';
import { serviceRequestsTranslationRef } from './translation';

/** The old frontend system leaves the page's frame to the plugin. */
export function LegacyServiceRequestsPage() {
  const { t } = useTranslationRef(serviceRequestsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('general.title')} />
      <Content>
        <ServiceRequestsRouter />
      </Content>
    </Page>
  );
}

/** As {@link LegacyServiceRequestsPage}. */
export function LegacyServiceDeskPage() {
  const { t } = useTranslationRef(serviceRequestsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('desk.title')} />
      <Content>
        <DeskRouter />
      </Content>
    </Page>
  );
}
