import {
  createTranslationMessages,
  createTranslationRef,
} from '@backstage/frontend-plugin-api';

/** The texts of the example portal itself. */
export const portalTranslationRef = createTranslationRef({
  id: 'portal',
  messages: {
    signIn: {
      title: 'Who would you like to be?',
      introduction:
        'This portal runs in development. Choose one of these example people of the fictional state of Nordmark; no password is needed.',
      enter: 'Sign in as {{name}}',
      failed: 'Signing in failed: {{message}}',
      hint: 'Right after the first start the catalog may need a few seconds until it knows everybody.',
      unreachable: {
        title: 'The portal’s server does not answer',
        hint: 'It may just be starting. Try again in a moment.',
      },
      retry: 'Try again',
      choose: 'Choose somebody else',
      busy: 'Signing in …',
      language: 'Language',
      none: {
        title: 'No sign-in is configured',
        description:
          'The example people exist in development only. Configure a sign-in of your own in the backend (auth.providers) and put its page in place of this one (packages/app/src/signIn).',
      },
      party: {
        softwareProvider: 'Software provider',
        agency: 'Agency',
        itServiceProvider: 'IT service provider',
      },
      partyText: {
        softwareProvider:
          'builds the application of an agency and orders environments for development and test',
        agency:
          'has duties set by law; sees its services and what serves its systems',
        itServiceProvider:
          'runs the cloud, publishes the catalogue and operates the applications',
      },
      people: {
        jana: {
          role: 'Developer, Softwerk Nord',
          text: 'Orders development and test environments for the vehicle portal and uses their credentials.',
        },
        tobias: {
          role: 'Development lead, Softwerk Nord',
          text: 'Keeps an eye on all environments of the team and extends or tears them down.',
        },
        frauke: {
          role: 'Developer, Datenwerft',
          text: 'Works for another agency and delivers continuously: her patches are taken over under a standing approval.',
        },
        miriam: {
          role: 'Service owner, Motor Vehicle Agency',
          text: 'Answers for the vehicle portal; sees its services and environments, but no credentials.',
        },
        henrik: {
          role: 'Budget holder, Motor Vehicle Agency',
          text: 'Pays for what is ordered for the agency’s systems and sees what runs.',
        },
        greta: {
          role: 'Head of the budget office, Motor Vehicle Agency',
          text: 'Accepts offers that one person alone may not accept, together with Henrik Maas.',
        },
        ole: {
          role: 'Service owner, Environment Agency',
          text: 'Answers for the water portal of another agency, and sees nothing of the Motor Vehicle Agency’s.',
        },
        selin: {
          role: 'Platform engineer, Landes-IT',
          text: 'Looks after brokers and blueprints and alone may order production environments.',
        },
        paul: {
          role: 'Service manager, Landes-IT',
          text: 'Looks after the service catalogue, sees all environments and how long delivery takes.',
        },
      },
    },
    navigation: {
      menu: 'Menu',
      search: 'Search',
      settings: 'Settings',
      logo: 'Dual Cloud, to the home page',
      switchPerson: 'Switch person',
      create: 'Create',
      notifications: 'Messages',
      unread_one: 'Messages ({{count}})',
      unread_other: 'Messages ({{count}})',
    },
    home: {
      welcome: 'Welcome to the cloud portal of Nordmark',
      introduction:
        'Standard services are ordered here by button and are ready within seconds. Individual services are made for one agency and can be requested.',
      catalogue: 'To the service catalogue',
      environments: 'My environments',
      costs: 'My costs',
      serviceLevels: 'My service levels',
      requests: 'Requests that wait for me',
      favourites: 'My favourites',
    },
  },
});

export const portalGerman = createTranslationMessages({
  ref: portalTranslationRef,
  full: true,
  messages: {
    'signIn.title': 'Wer möchten Sie sein?',
    'signIn.introduction':
      'Dieses Portal läuft in der Entwicklung. Wählen Sie eine dieser Beispielpersonen des erfundenen Landes Nordmark; ein Kennwort ist nicht nötig.',
    'signIn.enter': 'Als {{name}} anmelden',
    'signIn.failed': 'Die Anmeldung ist fehlgeschlagen: {{message}}',
    'signIn.hint':
      'Gleich nach dem ersten Start braucht der Katalog einige Sekunden, bis er alle kennt.',
    'signIn.unreachable.title': 'Der Server des Portals antwortet nicht',
    'signIn.unreachable.hint':
      'Vielleicht startet er gerade. Versuchen Sie es gleich noch einmal.',
    'signIn.retry': 'Noch einmal versuchen',
    'signIn.choose': 'Jemand anderen wählen',
    'signIn.busy': 'Anmeldung läuft …',
    'signIn.language': 'Sprache',
    'signIn.none.title': 'Es ist keine Anmeldung eingerichtet',
    'signIn.none.description':
      'Die Beispielpersonen gibt es nur in der Entwicklung. Richten Sie im Backend eine eigene Anmeldung ein (auth.providers) und setzen Sie deren Seite an die Stelle dieser (packages/app/src/signIn).',
    'signIn.party.softwareProvider': 'Software-Provider',
    'signIn.party.agency': 'Behörde',
    'signIn.party.itServiceProvider': 'IT-Service-Provider',
    'signIn.partyText.softwareProvider':
      'baut die Anwendung einer Behörde und bestellt Umgebungen für Entwicklung und Test',
    'signIn.partyText.agency':
      'hat gesetzliche Aufgaben; sieht ihre IT-Services und was ihren Systemen dient',
    'signIn.partyText.itServiceProvider':
      'betreibt die Cloud, veröffentlicht den Servicekatalog und betreibt die Anwendungen',
    'signIn.people.jana.role': 'Entwicklerin, Softwerk Nord',
    'signIn.people.jana.text':
      'Bestellt Entwicklungs- und Testumgebungen für das Kfz-Portal und nutzt deren Zugangsdaten.',
    'signIn.people.tobias.role': 'Entwicklungsleiter, Softwerk Nord',
    'signIn.people.tobias.text':
      'Behält alle Umgebungen des Teams im Blick, verlängert sie oder baut sie ab.',
    'signIn.people.frauke.role': 'Entwicklerin, Datenwerft',
    'signIn.people.frauke.text':
      'Arbeitet für eine andere Behörde und liefert laufend: Ihre Patches werden unter einer Dauerfreigabe übernommen.',
    'signIn.people.miriam.role': 'Serviceverantwortliche, Kraftfahrtamt',
    'signIn.people.miriam.text':
      'Verantwortet das Kfz-Portal; sieht dessen IT-Services und Umgebungen, aber keine Zugangsdaten.',
    'signIn.people.henrik.role': 'Budgetverantwortlicher, Kraftfahrtamt',
    'signIn.people.henrik.text':
      'Zahlt, was für die Systeme der Behörde bestellt wird, und sieht, was läuft.',
    'signIn.people.greta.role': 'Leiterin Haushalt, Kraftfahrtamt',
    'signIn.people.greta.text':
      'Nimmt zusammen mit Henrik Maas Angebote an, die niemand allein annehmen darf.',
    'signIn.people.ole.role': 'Serviceverantwortlicher, Landesamt für Umwelt',
    'signIn.people.ole.text':
      'Verantwortet das Gewässerportal einer anderen Behörde und sieht nichts von dem, was dem Kraftfahrtamt gehört.',
    'signIn.people.selin.role': 'Plattform-Ingenieurin, Landes-IT',
    'signIn.people.selin.text':
      'Betreut Broker und Umgebungsvorlagen; nur sie darf Produktionsumgebungen bestellen.',
    'signIn.people.paul.role': 'Service-Manager, Landes-IT',
    'signIn.people.paul.text':
      'Betreut den Servicekatalog, sieht alle Umgebungen und die Lieferzeiten.',
    'navigation.menu': 'Menü',
    'navigation.search': 'Suche',
    'navigation.settings': 'Einstellungen',
    'navigation.logo': 'Dual Cloud, zur Startseite',
    'navigation.switchPerson': 'Wechseln',
    'navigation.create': 'Anlegen',
    'navigation.notifications': 'Meldungen',
    'navigation.unread_one': 'Meldungen ({{count}})',
    'navigation.unread_other': 'Meldungen ({{count}})',
    'home.welcome': 'Willkommen im Cloud-Portal des Landes Nordmark',
    'home.introduction':
      'Standardisierte IT-Services bestellen Sie hier auf Knopfdruck; sie stehen in Sekunden bereit. Individualservices entstehen für eine Behörde und können angefragt werden.',
    'home.catalogue': 'Zum Servicekatalog',
    'home.environments': 'Meine Umgebungen',
    'home.costs': 'Meine Kosten',
    'home.serviceLevels': 'Meine Service-Levels',
    'home.requests': 'Anfragen, die auf mich warten',
    'home.favourites': 'Meine Favoriten',
  },
});
