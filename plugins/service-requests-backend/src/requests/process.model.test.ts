import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import fc from 'fast-check';
import { startPortal } from '../__testUtils__/startPortal';
import { newService, offer } from '../__testUtils__/wishes';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

type Person = 'miriam.vogt' | 'henrik.maas' | 'paul.richter' | 'ole.hansen';
const PEOPLE: Person[] = [
  'miriam.vogt',
  'henrik.maas',
  'paul.richter',
  'ole.hansen',
];
const AGENCY: Person[] = ['miriam.vogt', 'henrik.maas'];
const PROVIDER: Person[] = ['paul.richter'];

/**
 * The model: who may do what where, and where it leads, written down by hand and
 * not read from the process.
 */
const TABLE: Record<string, Record<string, [Person[], string]>> = {
  draft: {
    submit: [AGENCY, 'submitted'],
    withdraw: [AGENCY, 'withdrawn'],
  },
  submitted: {
    'take-up': [PROVIDER, 'in-analysis'],
    ask: [PROVIDER, 'questions'],
    withdraw: [AGENCY, 'withdrawn'],
    reject: [PROVIDER, 'rejected'],
  },
  'in-analysis': {
    ask: [PROVIDER, 'questions'],
    withdraw: [AGENCY, 'withdrawn'],
    reject: [PROVIDER, 'rejected'],
  },
  questions: {
    answer: [AGENCY, 'in-analysis'],
    withdraw: [AGENCY, 'withdrawn'],
    reject: [PROVIDER, 'rejected'],
  },
  offered: {
    negotiate: [AGENCY, 'in-analysis'],
    withdraw: [AGENCY, 'withdrawn'],
  },
  accepted: {
    start: [PROVIDER, 'in-implementation'],
    abandon: [PROVIDER, 'closed'],
  },
  'in-implementation': { abandon: [PROVIDER, 'closed'] },
  withdrawn: {},
  rejected: {},
  declined: {},
  closed: {},
};
const EVENTS = [
  ...new Set(Object.values(TABLE).flatMap(events => Object.keys(events))),
];
const ENDED = ['withdrawn', 'rejected', 'declined', 'closed'];

type Model = {
  state: string;
  /** The offer that the agency may decide about. */
  published: boolean;
  accepted: boolean;
  steps: number;
};
type Real = { portal: TestPortal; id: string; offerId?: string };
type Command = fc.AsyncCommand<Model, Real>;

/** What came of a deed is what the model says. */
function agree(happened: boolean, expected: boolean, what: string): void {
  if (happened === expected) return;
  throw new Error(`${what} ${happened ? 'happened' : 'was refused'}`);
}

class Fire implements Command {
  constructor(
    private readonly person: Person,
    private readonly event: string,
  ) {}
  check = () => true;
  async run(model: Model, { portal, id }: Real) {
    const { status } = await portal
      .as(this.person)
      .post(`/requests/${id}/events`, { event: this.event, reason: 'So' });
    const [people, to] = TABLE[model.state][this.event] ?? [];
    agree(
      status === 200,
      people?.includes(this.person) ?? false,
      `${this} in ${model.state}`,
    );
    if (status !== 200) return;
    model.state = to!;
    model.steps += 1;
  }
  toString = () => `${this.person} ${this.event}`;
}

class Offer implements Command {
  check = () => true;
  async run(model: Model, real: Real) {
    const provider = real.portal.as('paul.richter');
    const drafted = await provider.post(`/requests/${real.id}/offers`, offer());
    // Nobody of the provider sees a draft of the agency.
    const mayDraft =
      model.state !== 'draft' &&
      !ENDED.includes(model.state) &&
      !model.accepted;
    agree(drafted.status === 201, mayDraft, `a draft in ${model.state}`);
    if (!mayDraft) return;
    const { status } = await provider.post(
      `/offers/${drafted.body.id}/publication`,
      {},
    );
    const mayPublish = ['in-analysis', 'offered'].includes(model.state);
    agree(status === 200, mayPublish, `an offer in ${model.state}`);
    if (!mayPublish) return;
    real.offerId = drafted.body.id;
    model.state = 'offered';
    model.published = true;
    model.steps += 1;
  }
  toString = () => 'offer';
}

class Decide implements Command {
  constructor(
    private readonly person: Person,
    private readonly deed: 'acceptance' | 'decline',
  ) {}
  check = (model: Readonly<Model>) => model.published;
  async run(model: Model, { portal, offerId }: Real) {
    const { status } = await portal
      .as(this.person)
      .post(
        `/offers/${offerId}/${this.deed}`,
        this.deed === 'decline' ? { reason: 'No' } : {},
      );
    const may = this.person === 'henrik.maas';
    agree(status === 200, may, `${this} in ${model.state}`);
    if (!may) return;
    model.published = false;
    const isTurn = model.state === 'offered';
    if (this.deed === 'acceptance') model.accepted = true;
    if (!isTurn) return;
    model.state = this.deed === 'acceptance' ? 'accepted' : 'declined';
    model.steps += 1;
  }
  toString = () => `${this.person} ${this.deed}`;
}

const commands = fc.commands(
  [
    fc
      .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...EVENTS))
      .map(([person, event]) => new Fire(person, event)),
    fc
      .constantFrom<[Person, string]>(
        ['miriam.vogt', 'submit'],
        ['paul.richter', 'take-up'],
        ['paul.richter', 'start'],
      )
      .map(([person, event]) => new Fire(person, event)),
    fc.constant(new Offer()),
    fc
      .tuple(
        fc.constantFrom(...PEOPLE),
        fc.constantFrom('acceptance' as const, 'decline' as const),
      )
      .map(([person, deed]) => new Decide(person, deed)),
  ],
  { maxCommands: 25 },
);

it.each(databases.eachSupportedId())(
  'moves as the model does, whoever does what in whatever order, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const reached = new Set<string>();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(commands, async run => {
        number += 1;
        const { body } = await portal
          .as('miriam.vogt')
          .post('/requests', newService({ title: `Model ${number}` }));
        const model: Model = {
          state: 'draft',
          published: false,
          accepted: false,
          steps: 0,
        };
        await fc.asyncModelRun(
          () => ({ model, real: { portal, id: body.id } }),
          run,
        );
        const after = await portal
          .as('miriam.vogt')
          .get(`/requests/${body.id}`);
        expect(after.body).toMatchObject({
          state: model.state,
          ended: ENDED.includes(model.state),
        });
        const history = await portal
          .as('miriam.vogt')
          .get(`/requests/${body.id}/history`);
        // It was filed, and then each step is on record once.
        expect(history.body.items).toHaveLength(model.steps + 1);
        reached.add(model.state);
      }),
      { numRuns: 100, endOnFailure: true },
    );
    expect(reached.size).toBeGreaterThan(3);
    await portal.stop();
  },
);
