import type { TranslationRef } from '@backstage/frontend-plugin-api';
import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
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
import { resources } from '.';
import { shellTitlesTranslationRef } from '../titles';
import titles from '../titles/de';
import catalog from './catalog';
import catalogGraph from './catalogGraph';
import catalogReact from './catalogReact';
import coreComponents from './coreComponents';
import home from './home';
import homeReact from './homeReact';
import notifications from './notifications';
import org from './org';
import scaffolder from './scaffolder';
import scaffolderReact from './scaffolderReact';
import search from './search';
import searchReact from './searchReact';
import userSettings from './userSettings';

type Messages = Record<string, string>;

/** A ref has its English texts, but does not show them in its type. */
function englishOf(ref: TranslationRef): Messages {
  if (
    !('getDefaultMessages' in ref) ||
    typeof ref.getDefaultMessages !== 'function'
  ) {
    throw new Error(`${ref.id} does not tell its English texts`);
  }
  return ref.getDefaultMessages();
}

const shell: Array<[TranslationRef, Messages]> = [
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
  [userSettingsTranslationRef, userSettings],
];

const own: Array<[TranslationRef, Messages]> = [
  [shellTitlesTranslationRef, titles],
  [cloudServicesTranslationRef, cloudServicesMessagesDe],
];

/** `{{ count }}` and `{from}`, in any order. */
function placeholdersOf(text: string): string[] {
  return (text.match(/\{\{?[^{}]*\}?\}/g) ?? [])
    .map(placeholder => placeholder.replace(/\s/g, ''))
    .sort();
}

/** What cannot be said in other words in German. */
const SAME_IN_BOTH = /^(https:|mailto )/;

describe.each(
  [...shell, ...own].map(
    ([ref, german]) => [ref.id, englishOf(ref), german] as const,
  ),
)('German of %s', (_, english, german) => {
  it('has a text for every key, and for no other', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(german)) {
      expect([key, text.trim()]).not.toEqual([key, '']);
    }
  });

  it('keeps the placeholders', () => {
    for (const [key, text] of Object.entries(german)) {
      expect([key, placeholdersOf(text)]).toEqual([
        key,
        placeholdersOf(english[key]),
      ]);
    }
  });

  it('leaves no sentence in English', () => {
    for (const [key, text] of Object.entries(german)) {
      if (SAME_IN_BOTH.test(text) || !/\w+ \w+/.test(text)) continue;
      expect([key, text]).not.toEqual([key, english[key]]);
    }
  });
});

describe('resources', () => {
  it('are there for every ref of the shell', () => {
    expect(
      Object.values(resources)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(shell.map(([{ id }]) => id).sort());
  });
});
