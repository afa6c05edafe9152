import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { titleIn } from '../titles';
import { localizeCatalog } from './localizeCatalog';
import { localizeScaffolder } from './localizeScaffolder';

const { factory } = ApiBlueprint.dataRefs;

const { title: tabTitle } = EntityContentBlueprint.dataRefs;

/**
 * The tabs of an entity's page. Its titles are plain strings that are read once,
 * so they follow the language in which the portal was loaded.
 */
const entityPage = catalogPlugin.getExtension('page:catalog/entity').override({
  factory(originalFactory, { inputs, apis }) {
    const language = apis.get(appLanguageApiRef)?.getLanguage().language;
    if (language !== 'de') return originalFactory();
    return originalFactory({
      inputs: {
        ...inputs,
        contents: inputs.contents.map(content =>
          Array.from(content, value =>
            value.id === tabTitle.id
              ? tabTitle(titleIn(language, content.get(tabTitle)))
              : value,
          ),
        ),
      },
    });
  },
});

/**
 * Titles and descriptions of entities in the user's language, wherever the portal
 * shows them.
 * @public
 */
export const catalogModuleCloudServicesGerman = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    entityPage,
    catalogPlugin.getExtension('api:catalog').override({
      factory(originalFactory) {
        const original = originalFactory().get(factory);
        return [
          factory({
            ...original,
            deps: { ...original.deps, appLanguage: appLanguageApiRef },
            factory: ({ appLanguage, ...deps }) =>
              localizeCatalog(
                original.factory(deps) as typeof catalogApiRef.T,
                () =>
                  (appLanguage as typeof appLanguageApiRef.T).getLanguage()
                    .language,
              ),
          }),
        ];
      },
    }),
  ],
});

/**
 * Forms of templates in the user's language.
 * @public
 */
export const scaffolderModuleCloudServicesGerman = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    scaffolderPlugin.getExtension('api:scaffolder').override({
      factory(originalFactory) {
        const original = originalFactory().get(factory);
        return [
          factory({
            ...original,
            deps: {
              ...original.deps,
              appLanguage: appLanguageApiRef,
              entities: catalogApiRef,
            },
            factory: ({ appLanguage, entities, ...deps }) =>
              localizeScaffolder(
                original.factory(deps) as Parameters<
                  typeof localizeScaffolder
                >[0],
                entities as typeof catalogApiRef.T,
                () =>
                  (appLanguage as typeof appLanguageApiRef.T).getLanguage()
                    .language,
              ),
          }),
        ];
      },
    }),
  ],
});
