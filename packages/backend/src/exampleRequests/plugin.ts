import { scenarioPlugin } from '../exampleData';
import { ExampleRequester } from './ExampleRequester';
import { parseRequests } from './scenario';

/** Files made-up requests and works on them, as the example people. */
export const exampleRequestsPlugin = scenarioPlugin({
  what: 'requests',
  configKey: 'exampleRequests',
  parse: parseRequests,
  maker: ExampleRequester.create,
});
