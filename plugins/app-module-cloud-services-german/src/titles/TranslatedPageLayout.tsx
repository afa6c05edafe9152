import { useMemo, type ComponentType } from 'react';
import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import { useShellTitle } from './useShellTitle';

/** The portal's own page layout with title and tabs in the user's language. */
export function withTranslatedTitles(Layout: ComponentType<PageLayoutProps>) {
  return function TranslatedPageLayout(props: PageLayoutProps) {
    const { title, tabs } = props;
    const translate = useShellTitle();
    const translatedTabs = useMemo(
      () => tabs?.map(tab => ({ ...tab, label: translate(tab.label) })),
      [tabs, translate],
    );
    return (
      <Layout
        {...props}
        title={title && translate(title)}
        tabs={translatedTabs}
      />
    );
  };
}
