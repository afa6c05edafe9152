import {
  appLanguageApiRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { SearchFilterResultTypeBlueprint } from '@backstage/plugin-search-react/alpha';
import { titleIn } from '../titles';

const { resultType } = SearchFilterResultTypeBlueprint.dataRefs;

/**
 * The search page with the types of results in the user's language. Their names are
 * plain strings, which the page reads anew whenever it is drawn; so they follow the
 * language when it is changed.
 */
const searchPage = searchPlugin.getExtension('page:search').override({
  factory(originalFactory, { inputs, apis }) {
    const appLanguage = apis.get(appLanguageApiRef);
    const translated = (type: typeof resultType.T) => ({
      ...type,
      get name() {
        const language = appLanguage?.getLanguage().language ?? 'en';
        return titleIn(language, type.name);
      },
    });
    return originalFactory({
      inputs: {
        ...inputs,
        resultTypes: inputs.resultTypes.map(input => [
          resultType(translated(input.get(resultType))),
        ]),
      },
    });
  },
});

/**
 * The types of results that the search page offers, in the user's language.
 * @public
 */
export const searchModuleCloudServicesGerman = createFrontendModule({
  pluginId: 'search',
  extensions: [searchPage],
});
