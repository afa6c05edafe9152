import type { ReactNode } from 'react';
import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BillingRouter } from './billing/BillingRouter';
import { CostsRouter } from './explorer/CostsRouter';
import { cloudCostsTranslationRef } from './translation';

// The old frontend system leaves the page's frame to the plugin.
function Frame(props: { title: string; children: ReactNode }) {
  return (
    <Page themeId="tool">
      <Header title={props.title} />
      <Content>{props.children}</Content>
    </Page>
  );
}

export function LegacyCostsPage() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return (
    <Frame title={t('general.title')}>
      <CostsRouter />
    </Frame>
  );
}

export function LegacyBillingPage() {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return (
    <Frame title={t('billing.title')}>
      <BillingRouter />
    </Frame>
  );
}
