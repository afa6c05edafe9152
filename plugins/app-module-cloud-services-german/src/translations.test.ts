import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import type { TranslationRef } from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { homeTranslationRef } from '@backstage/plugin-home/alpha';
import { homeReactTranslationRef } from '@backstage/plugin-home-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';
import {
  cloudServicesMessagesDe,
  cloudServicesTranslationRef,
} from '@dualcloud/backstage-plugin-cloud-services';
import catalog from './messages/catalog';
import catalogGraph from './messages/catalogGraph';
import catalogReact from './messages/catalogReact';
import coreComponents from './messages/coreComponents';
import home from './messages/home';
import homeReact from './messages/homeReact';
import notifications from './messages/notifications';
import org from './messages/org';
import scaffolder from './messages/scaffolder';
import scaffolderReact from './messages/scaffolderReact';
import search from './messages/search';
import searchReact from './messages/searchReact';
import shellTitles from './messages/shellTitles';
import userSettings from './messages/userSettings';
import { shellTitlesTranslationRef } from './titles';

const pairs: [TranslationRef, Record<string, string>][] = [
  [coreComponentsTranslationRef, coreComponents],
  [catalogTranslationRef, catalog],
  [catalogGraphTranslationRef, catalogGraph],
  [catalogReactTranslationRef, catalogReact],
  [homeTranslationRef, home],
  [homeReactTranslationRef, homeReact],
  [notificationsTranslationRef, notifications],
  [orgTranslationRef, org],
  [scaffolderTranslationRef, scaffolder],
  [scaffolderReactTranslationRef, scaffolderReact],
  [searchTranslationRef, search],
  [searchReactTranslationRef, searchReact],
  [shellTitlesTranslationRef, shellTitles],
  [userSettingsTranslationRef, userSettings],
  [cloudServicesTranslationRef, cloudServicesMessagesDe],
];

/** What Backstage itself calls when a text has no translation. */
function englishMessages(ref: TranslationRef): Record<string, string> {
  return (
    ref as TranslationRef & {
      getDefaultMessages(): Record<string, string>;
    }
  ).getDefaultMessages();
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{?\s*(\w+)[^}]*\}\}?/g)].map(([, name]) => name).sort();

describe.each(pairs.map(([ref, german]) => ({ id: ref.id, ref, german })))(
  'German for $id',
  ({ ref, german }) => {
    const english = englishMessages(ref);

    it('has every text and no other', () => {
      expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
    });

    it('leaves no text empty', () => {
      for (const text of Object.values(german))
        expect(text.trim()).not.toBe('');
    });

    it('keeps what is filled in', () => {
      const different = Object.keys(english).filter(
        key =>
          String(placeholders(german[key] ?? '')) !==
          String(placeholders(english[key])),
      );
      expect(different).toEqual([]);
    });
  },
);
