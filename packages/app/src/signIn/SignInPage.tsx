// Somebody who tries the portal out opens it, to choose as whom to look at it.
import { useCallback, useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/core-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { describeError } from '@dualcloud/foundation-react';
import {
  appLanguageApiRef,
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { LogoFull } from '../navigation/LogoFull';
import { portalTranslationRef } from '../translation';
import { EXAMPLE_PARTIES, type ExamplePerson } from './people';
import styles from './SignInPage.module.css';

/** Remembers the choice for as long as the browser tab is open. */
const STORAGE_KEY = 'dualcloud-example-person';

const everybody = EXAMPLE_PARTIES.flatMap(party => party.people);

function remembered(): ExamplePerson | undefined {
  const entityRef = window.sessionStorage.getItem(STORAGE_KEY);
  return everybody.find(person => person.entityRef === entityRef);
}

function SignInError(props: {
  error?: Error;
  onRetry: () => void;
  onChoose: () => void;
}) {
  const { t } = useTranslationRef(portalTranslationRef);
  const { message, unreachable } = describeError(props.error ?? new Error());
  return (
    <main className={styles.page}>
      <Alert
        status="danger"
        title={
          unreachable
            ? t('signIn.unreachable.title')
            : t('signIn.failed', { message })
        }
        description={t(unreachable ? 'signIn.unreachable.hint' : 'signIn.hint')}
      />
      <Flex gap="2">
        <Button variant="primary" onPress={props.onRetry}>
          {t('signIn.retry')}
        </Button>
        <Button variant="secondary" onPress={props.onChoose}>
          {t('signIn.choose')}
        </Button>
      </Flex>
    </main>
  );
}

function LanguageChoice() {
  const { t } = useTranslationRef(portalTranslationRef);
  const api = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(api.getLanguage().language);
  const names: Record<string, string> = { en: 'English', de: 'Deutsch' };
  return (
    <Flex gap="2" role="group" aria-label={t('signIn.language')}>
      {api.getAvailableLanguages().languages.map(each => (
        <Button
          key={each}
          size="small"
          variant={each === language ? 'primary' : 'secondary'}
          aria-pressed={each === language}
          onPress={() => {
            api.setLanguage(each);
            setLanguage(each);
          }}
        >
          <span lang={each}>{names[each] ?? each}</span>
        </Button>
      ))}
    </Flex>
  );
}

/** Says to whoever sets a portal up that the example people are not for them. */
function NoSignIn() {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <main className={styles.page}>
      <Alert
        status="warning"
        title={t('signIn.none.title')}
        description={t('signIn.none.description')}
      />
    </main>
  );
}

/** Choice of one of the example people; exists in development only, as its backend does. */
export function SignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  return config.getOptionalString('auth.environment') === 'development' ? (
    <ExamplePeoplePage {...props} />
  ) : (
    <NoSignIn />
  );
}

function ExamplePeoplePage(props: SignInPageProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  const [person, setPerson] = useState(remembered);
  const forget = useCallback(() => {
    window.sessionStorage.removeItem(STORAGE_KEY);
    setPerson(undefined);
  }, []);
  const [attempt, setAttempt] = useState(1);
  const ErrorComponent = useCallback(
    ({ error }: { error?: Error }) => (
      <SignInError
        error={error}
        onRetry={() => setAttempt(attempts => attempts + 1)}
        onChoose={forget}
      />
    ),
    [forget],
  );

  if (person) {
    return (
      <ProxiedSignInPage
        key={attempt}
        provider="example-people"
        headers={{ 'x-dualcloud-example-person': person.entityRef }}
        ErrorComponent={ErrorComponent}
        onSignInSuccess={identity =>
          props.onSignInSuccess({
            getBackstageIdentity: () => identity.getBackstageIdentity(),
            getCredentials: () => identity.getCredentials(),
            getProfileInfo: async () => ({
              ...(await identity.getProfileInfo()),
              displayName: person.name,
            }),
            async signOut() {
              window.sessionStorage.removeItem(STORAGE_KEY);
              await identity.signOut();
            },
          })
        }
      />
    );
  }

  return (
    <main className={styles.page}>
      <Flex
        justify="between"
        align="center"
        gap="4"
        style={{ flexWrap: 'wrap' }}
      >
        <div className={styles.logo}>
          <LogoFull />
        </div>
        <LanguageChoice />
      </Flex>
      <h1 className={styles.title}>{t('signIn.title')}</h1>
      <Text as="p">{t('signIn.introduction')}</Text>
      <div className={styles.parties}>
        {EXAMPLE_PARTIES.map(party => (
          <section key={party.key} aria-labelledby={`party-${party.key}`}>
            <h2 id={`party-${party.key}`} className={styles.party}>
              {t(`signIn.party.${party.key}`)}
            </h2>
            <Text as="p" color="secondary">
              {t(`signIn.partyText.${party.key}`)}
            </Text>
            {party.people.map(each => (
              <article key={each.key} className={styles.person}>
                <h3 className={styles.name}>{each.name}</h3>
                <Text as="p" weight="bold">
                  {t(`signIn.people.${each.key}.role`)}
                </Text>
                <Text as="p">{t(`signIn.people.${each.key}.text`)}</Text>
                <Button
                  variant="primary"
                  className={styles.enter}
                  onPress={() => {
                    window.sessionStorage.setItem(STORAGE_KEY, each.entityRef);
                    setPerson(each);
                  }}
                >
                  {t('signIn.enter', { name: each.name })}
                </Button>
              </article>
            ))}
          </section>
        ))}
      </div>
    </main>
  );
}
