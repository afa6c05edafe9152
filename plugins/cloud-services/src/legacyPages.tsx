import type { ReactNode } from 'react';
import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CataloguePage } from './catalogue/CataloguePage';
import { EnvironmentsRouter } from './environments/EnvironmentsRouter';
import { cloudServicesTranslationRef } from './translation';

// The old frontend system leaves the page's frame to the plugin.
function Frame(props: { title: string; children: ReactNode }) {
  return (
    <Page themeId="tool">
      <Header title={props.title} />
      <Content>{props.children}</Content>
    </Page>
  );
}

export function LegacyCataloguePage() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <Frame title={t('page.catalogue')}>
      <CataloguePage />
    </Frame>
  );
}

export function LegacyEnvironmentsPage() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <Frame title={t('page.environments')}>
      <EnvironmentsRouter />
    </Frame>
  );
}
