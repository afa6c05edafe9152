import path from 'node:path';
import {
  BUILT_IN_REQUEST_TYPES,
  Process,
  type RequestTypeSpec,
} from '@dualcloud/backstage-plugin-service-requests-common';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readDocument } from '../exampleData';
import {
  type ExampleRequest,
  type ExampleStep,
  parseRequests,
} from './scenario';

const FILE = path.resolve(__dirname, '../../../../examples/requests.yaml');

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

/** Where a request ends up. @throws Error if a step is not possible */
function walk({ wish, steps, name }: ExampleRequest): string {
  const process = Process.of(typeOf(wish.type).process);
  return steps.reduce((state, step) => {
    const id = eventOf(process, state, step);
    if (!id && ('message' in step || 'note' in step)) return state;
    const event = id && process.event(state, id);
    if (!event) throw new Error(`${name}: ${JSON.stringify(step)} in ${state}`);
    return event.to;
  }, process.initial);
}

it('shows each type, and a new service in every state on the way', async () => {
  const requests = parseRequests(await readDocument(FILE), FILE);
  const found = requests.map(
    request => `${request.wish.type} ${walk(request)}`,
  );
  expect(new Set(requests.map(({ wish }) => wish.type))).toEqual(
    new Set(Object.keys(BUILT_IN_REQUEST_TYPES)),
  );
  for (const state of [
    'draft',
    'submitted',
    'in-analysis',
    'questions',
    'offered',
    'accepted',
    'declined',
    'in-implementation',
    'in-takeover',
    'withdrawn',
    'rejected',
  ]) {
    expect(found).toContain(`new-individual-service ${state}`);
  }
});

it('has forms that are filled in as their types say, but for drafts', async () => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  for (const { wish, steps, name } of parseRequests(
    await readDocument(FILE),
    FILE,
  )) {
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
