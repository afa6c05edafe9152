import { act, render, screen } from '@testing-library/react';
import {
  appLanguageApiRef,
  type AppLanguageApi,
} from '@backstage/core-plugin-api/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { useEntityTitles } from './useEntityTitles';

const OURS = 'dualcloud.dev/v1alpha1';
const BACKSTAGE = 'backstage.io/v1alpha1';

const ENTITIES = [
  {
    apiVersion: OURS,
    kind: 'CloudService',
    metadata: { name: 'register', title: 'Register' },
    spec: { title: { en: 'Vehicle Registration', de: 'Kfz-Zulassung' } },
  },
  {
    apiVersion: OURS,
    kind: 'ServiceCalendar',
    metadata: { name: 'office', title: 'Office' },
    spec: { titles: { en: 'Office hours', de: 'Bürozeiten' } },
  },
  {
    apiVersion: OURS,
    kind: 'PriceList',
    metadata: { name: 'standard', title: 'Standard' },
    spec: { titles: { en: 'Standard prices' } },
  },
  {
    apiVersion: BACKSTAGE,
    kind: 'Group',
    metadata: { name: 'agency', title: 'Agency' },
    spec: { profile: { displayName: 'Kraftfahrtamt' } },
  },
  {
    apiVersion: BACKSTAGE,
    kind: 'System',
    metadata: { name: 'portal', title: 'Portal' },
    // Of somebody else's making: not texts in languages.
    spec: { title: { en: 1 }, titles: ['a', 'b'] },
  },
];

const REFS = [
  'cloudservice:default/register',
  'servicecalendar:default/office',
  'pricelist:default/standard',
  'group:default/agency',
  'system:default/portal',
  'system:elsewhere/unknown',
];

/** A portal in which one changes the language, as in its settings. */
function createLanguageApi(): AppLanguageApi {
  let language = 'en';
  const listeners = new Set<(next: { language: string }) => void>();
  return {
    getAvailableLanguages: () => ({ languages: ['en', 'de'] }),
    getLanguage: () => ({ language }),
    setLanguage: next => {
      language = next ?? 'en';
      listeners.forEach(listener => listener({ language }));
    },
    language$: () =>
      ({
        subscribe: (listener: (next: { language: string }) => void) => {
          listeners.add(listener);
          return { unsubscribe: () => listeners.delete(listener) };
        },
      } as unknown as ReturnType<AppLanguageApi['language$']>),
  };
}

function Names() {
  const titleOf = useEntityTitles(REFS);
  return <p>{REFS.map(titleOf).join(', ')}</p>;
}

describe('useEntityTitles', () => {
  it('names entities in the language of the portal, also after it changes', async () => {
    const languageApi = createLanguageApi();
    render(
      <TestApiProvider
        apis={[
          [catalogApiRef, catalogApiMock({ entities: ENTITIES })],
          [appLanguageApiRef, languageApi],
        ]}
      >
        <Names />
      </TestApiProvider>,
    );
    expect(
      await screen.findByText(
        'Vehicle Registration, Office hours, Standard prices, Kraftfahrtamt, Portal, elsewhere/unknown',
      ),
    ).toBeInTheDocument();

    act(() => languageApi.setLanguage('de'));
    expect(
      await screen.findByText(
        'Kfz-Zulassung, Bürozeiten, Standard prices, Kraftfahrtamt, Portal, elsewhere/unknown',
      ),
    ).toBeInTheDocument();
  });
});
