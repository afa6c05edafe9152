import path from 'node:path';
import {
  BUILT_IN_REQUEST_TYPES,
  Process,
  type RequestTypeSpec,
} from '@dualcloud/backstage-plugin-service-requests-common';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { readDocument } from '../exampleData';
import {
  type ExampleRequest,
  type ExampleStep,
  parseScenario,
} from './scenario';

const ROOT = path.resolve(__dirname, '../../../..');
const FILE = path.join(ROOT, 'examples/requests.yaml');
const CONFIG = path.join(ROOT, 'app-config.yaml');

const typeOf = (name: string): RequestTypeSpec =>
  BUILT_IN_REQUEST_TYPES[name]({ group: 'group:default/service-management' });

/** What a step sets off; undefined: it moves nothing. */
function eventOf(
  process: Process,
  state: string,
  step: ExampleStep,
): string | undefined {
  if ('event' in step) return step.event;
  if ('offer' in step) return process.triggered(state, 'offer-published')?.id;
  if ('accept' in step) return process.triggered(state, 'offer-accepted')?.id;
  if ('decline' in step) return process.triggered(state, 'offer-declined')?.id;
  if ('deliver' in step) return process.triggered(state, 'takeover-opened')?.id;
  return undefined;
}

const movesNothing = (step: ExampleStep) =>
  'message' in step ||
  'note' in step ||
  ('accept' in step && step.accept === 'first');

function actorsOf(step: ExampleStep): string[] {
  const complete = 'deliver' in step ? step.deliver.complete : undefined;
  return [step.person, ...(complete ? [complete.namedBy] : [])];
}

const wishOf = (request: ExampleRequest) =>
  'earlier' in request ? request.earlier : request.wish;
const stepsOf = (request: ExampleRequest): ExampleStep[] =>
  'earlier' in request
    ? request.earlier.steps.map(({ by, event }) => ({ person: by, event }))
    : request.steps;

/** Where a request ends up. @throws Error if a step is not possible */
function walk(request: ExampleRequest): string {
  const process = Process.of(typeOf(wishOf(request).type).process);
  return stepsOf(request).reduce((state, step) => {
    if (movesNothing(step)) return state;
    const id = eventOf(process, state, step);
    const event = id && process.event(state, id);
    if (!event) {
      throw new Error(`${request.name}: ${JSON.stringify(step)} in ${state}`);
    }
    return event.to;
  }, process.initial);
}

it('shows each type in each of its states', async () => {
  const { requests } = parseScenario(await readDocument(FILE), FILE);
  const found = requests.map(
    request => `${wishOf(request).type} ${walk(request)}`,
  );
  const wanted = Object.keys(BUILT_IN_REQUEST_TYPES).flatMap(type =>
    typeOf(type).process.states.map(({ id }) => `${type} ${id}`),
  );
  expect([...new Set(found)].sort()).toEqual(wanted.sort());
});

it('remembers each by a name of its own', async () => {
  const { requests, standingApprovals } = parseScenario(
    await readDocument(FILE),
    FILE,
  );
  const names = [...standingApprovals, ...requests].map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it('tells how services came into operation that have been used for a year', async () => {
  const { requests } = parseScenario(await readDocument(FILE), FILE);
  const YEAR_MS = 365 * 86_400_000;
  const origins = requests.filter(
    request =>
      'earlier' in request &&
      request.earlier.serviceRef &&
      walk(request) === 'in-operation' &&
      Date.parse(request.earlier.steps.at(-1)!.at) < Date.now() - YEAR_MS,
  );
  expect(origins.map(({ name }) => name)).toEqual([
    'kfz-zulassung',
    'schulplatzvergabe',
  ]);
});

it('is played by people who can sign in', async () => {
  const { requests, standingApprovals } = parseScenario(
    await readDocument(FILE),
    FILE,
  );
  const config = z
    .looseObject({
      auth: z.looseObject({
        providers: z.looseObject({
          'example-people': z.looseObject({ people: z.array(z.string()) }),
        }),
      }),
    })
    .parse(await readDocument(CONFIG));
  const { people } = config.auth.providers['example-people'];
  const actors = [
    ...requests.flatMap(request => [
      request.person,
      ...('earlier' in request ? [] : request.steps.flatMap(actorsOf)),
    ]),
    ...standingApprovals.flatMap(({ person, grantedBy, withdrawn }) => [
      person,
      ...grantedBy,
      ...(withdrawn ? [withdrawn.person] : []),
    ]),
  ];
  expect(actors.filter(actor => !people.includes(actor))).toEqual([]);
});

it('has forms that are filled in as their types say, but for drafts', async () => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const { requests } = parseScenario(await readDocument(FILE), FILE);
  for (const request of requests) {
    // Of what was handled elsewhere, not all is known that a form asks for.
    if ('earlier' in request) continue;
    const { wish, steps, name } = request;
    const isValid = ajv.validate(
      {
        type: 'object',
        allOf: typeOf(wish.type).form.map(page => ({
          ...page,
          type: 'object',
        })),
      },
      wish.form,
    );
    expect({ name, isValid: steps.length === 0 || isValid }).toEqual({
      name,
      isValid: true,
    });
  }
});
