import { scenarioPlugin } from '../exampleData';
import { ExampleRequester } from './ExampleRequester';
import { parseScenario } from './scenario';

/** Files made-up requests and works on them, as the example people. */
export const exampleRequestsPlugin = scenarioPlugin({
  what: 'requests',
  configKey: 'exampleRequests',
  parse: (document, file) => {
    const { standingApprovals, requests } = parseScenario(document, file);
    return [...standingApprovals, ...requests];
  },
  maker: ExampleRequester.create,
});
