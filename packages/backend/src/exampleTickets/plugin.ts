import { scenarioPlugin } from '../exampleData';
import { ExampleReporter } from './ExampleReporter';
import { parseTickets } from './scenario';

/** Reports made-up incidents, problems and changes and works on them, as the example people. */
export const exampleTicketsPlugin = scenarioPlugin({
  what: 'tickets',
  configKey: 'exampleTickets',
  parse: parseTickets,
  maker: ExampleReporter.create,
});
