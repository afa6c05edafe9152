import type { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';
import type { German } from './German';

const messages: German<typeof userSettingsTranslationRef> = {
  'languageToggle.title': 'Sprache',
  'languageToggle.description': 'Sprache wechseln',
  'languageToggle.select': 'Sprache {{language}} wählen',
  'themeToggle.title': 'Darstellung',
  'themeToggle.description': 'Helle oder dunkle Darstellung wählen',
  'themeToggle.select': '{{theme}} wählen',
  'themeToggle.selectAuto': 'Darstellung automatisch wählen',
  'themeToggle.names.light': 'Hell',
  'themeToggle.names.dark': 'Dunkel',
  'themeToggle.names.auto': 'Automatisch',
  'signOutMenu.title': 'Abmelden',
  'signOutMenu.moreIconTitle': 'mehr',
  'pinToggle.title': 'Seitenleiste anheften',
  'pinToggle.description': 'Die Seitenleiste bleibt aufgeklappt',
  'pinToggle.switchTitles.unpin': 'Seitenleiste lösen',
  'pinToggle.switchTitles.pin': 'Seitenleiste anheften',
  'pinToggle.ariaLabelTitle': 'Schalter zum Anheften der Seitenleiste',
  'identityCard.title': 'Identität im Portal',
  'identityCard.noIdentityTitle': 'Keine Identität im Portal',
  'identityCard.userEntity': 'Person',
  'identityCard.ownershipEntities': 'Zugehörigkeiten',
  'defaultProviderSettings.description':
    'Meldet Sie bei Schnittstellen und Identitäten von {{provider}} an',
  'emptyProviders.title': 'Keine Anmeldedienste',
  'emptyProviders.description':
    'Sie können im Portal Anmeldedienste einrichten, mit denen Sie sich ausweisen.',
  'emptyProviders.action.title':
    'Öffnen Sie app-config.yaml und nehmen Sie die unten hervorgehobenen Änderungen vor:',
  'emptyProviders.action.readMoreButtonTitle': 'Mehr erfahren',
  'providerSettingsItem.title.signIn': 'Bei {{title}} anmelden',
  'providerSettingsItem.title.signOut': 'Von {{title}} abmelden',
  'providerSettingsItem.buttonTitle.signIn': 'Anmelden',
  'providerSettingsItem.buttonTitle.signOut': 'Abmelden',
  'authProviders.title': 'Verfügbare Anmeldedienste',
  'defaultSettingsPage.tabsTitle.general': 'Allgemein',
  'defaultSettingsPage.tabsTitle.authProviders': 'Anmeldedienste',
  'defaultSettingsPage.tabsTitle.featureFlags': 'Funktionsschalter',
  'featureFlags.title': 'Funktionsschalter',
  'featureFlags.description':
    'Bitte laden Sie die Seite neu, nachdem Sie einen Funktionsschalter umgelegt haben',
  'featureFlags.emptyFlags.title': 'Keine Funktionsschalter',
  'featureFlags.emptyFlags.description':
    'Mit Funktionsschaltern bieten Plugins Funktionen an, für die man sich entscheiden kann. So lassen sich zum Beispiel zwei Fassungen von Hand vergleichen.',
  'featureFlags.emptyFlags.action.title':
    'Wie man einen Funktionsschalter hinzufügt, ist im Beispiel unten hervorgehoben:',
  'featureFlags.emptyFlags.action.readMoreButtonTitle': 'Mehr erfahren',
  'featureFlags.filterTitle': 'Filter',
  'featureFlags.clearFilter': 'Filter zurücksetzen',
  'featureFlags.flagItem.title.disable': 'Ausschalten',
  'featureFlags.flagItem.title.enable': 'Einschalten',
  'featureFlags.flagItem.subtitle.registeredInApplication':
    'Angemeldet vom Portal',
  'featureFlags.flagItem.subtitle.registeredInPlugin':
    'Angemeldet vom Plugin {{pluginId}}',
  'settingsLayout.title': 'Einstellungen',
  sidebarTitle: 'Einstellungen',
  'profileCard.title': 'Profil',
  'appearanceCard.title': 'Erscheinungsbild',
};

export default messages;
