/** One of the example people that one can be in development. */
export type ExamplePerson = {
  key:
    | 'jana'
    | 'tobias'
    | 'frauke'
    | 'miriam'
    | 'henrik'
    | 'greta'
    | 'ole'
    | 'selin'
    | 'paul';
  entityRef: string;
  name: string;
};

export type ExampleParty = {
  key: 'softwareProvider' | 'agency' | 'itServiceProvider';
  people: ExamplePerson[];
};

/** The people of examples/org.yaml that app-config.yaml lets in, by party. */
export const EXAMPLE_PARTIES: ExampleParty[] = [
  {
    key: 'softwareProvider',
    people: [
      {
        key: 'jana',
        entityRef: 'user:default/jana.brandt',
        name: 'Jana Brandt',
      },
      {
        key: 'tobias',
        entityRef: 'user:default/tobias.lenz',
        name: 'Tobias Lenz',
      },
      {
        key: 'frauke',
        entityRef: 'user:default/frauke.petersen',
        name: 'Frauke Petersen',
      },
    ],
  },
  {
    key: 'agency',
    people: [
      {
        key: 'miriam',
        entityRef: 'user:default/miriam.vogt',
        name: 'Miriam Vogt',
      },
      {
        key: 'henrik',
        entityRef: 'user:default/henrik.maas',
        name: 'Henrik Maas',
      },
      {
        key: 'greta',
        entityRef: 'user:default/greta.holm',
        name: 'Greta Holm',
      },
      {
        key: 'ole',
        entityRef: 'user:default/ole.hansen',
        name: 'Ole Hansen',
      },
    ],
  },
  {
    key: 'itServiceProvider',
    people: [
      {
        key: 'selin',
        entityRef: 'user:default/selin.aydin',
        name: 'Selin Aydın',
      },
      {
        key: 'paul',
        entityRef: 'user:default/paul.richter',
        name: 'Paul Richter',
      },
    ],
  },
];
