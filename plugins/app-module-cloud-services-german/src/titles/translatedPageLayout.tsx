import type { PageLayoutProps } from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import type { ComponentType } from 'react';
import { useShellTitle } from './useShellTitle';

function withTranslatedTitles(
  Layout: ComponentType<PageLayoutProps>,
): (props: PageLayoutProps) => JSX.Element {
  return function TranslatedPageLayout(props) {
    const translate = useShellTitle();
    return (
      <Layout
        {...props}
        title={props.title && translate(props.title)}
        tabs={props.tabs?.map(tab => ({ ...tab, label: translate(tab.label) }))}
      />
    );
  };
}

const { component } = SwappableComponentBlueprint.dataRefs;

/** Wraps whatever page layout Backstage brings, and changes its titles only. */
export const translatedPageLayout = appPlugin
  .getExtension('component:app/core-page-layout')
  .override({
    factory(originalFactory) {
      const { ref, loader } = originalFactory().get(component);
      return [
        component({
          ref,
          loader: async () =>
            withTranslatedTitles((await loader()) as ComponentType),
        }),
      ];
    },
  });
