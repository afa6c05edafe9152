import * as fc from 'fast-check';
import { orderProgress, type Step } from './orderProgress';

/** Steps that depend only on earlier ones, in the order in which they were stored. */
const graph = fc
  .array(fc.record({ fails: fc.boolean(), edges: fc.array(fc.nat(20)) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(nodes =>
    nodes.map(({ fails, edges }, index) => ({
      fails,
      id: String(index),
      dependsOn: [...new Set(edges.filter(edge => edge < index).map(String))],
    })),
  );

describe('orderProgress', () => {
  it('always ends; runs exactly what depends on no failure, and each after what it depends on', () => {
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), (nodes, choices) => {
        const steps: Step[] = nodes.map(({ id, dependsOn }) => ({
          id,
          dependsOn,
          state: 'waiting',
          blocked: dependsOn.length > 0,
        }));
        const find = (id: string) => steps[Number(id)];
        const ran: string[] = [];
        for (;;) {
          const runnable = steps.filter(
            step => step.state === 'waiting' && !step.blocked,
          );
          const step = runnable[choices.next().value % (runnable.length || 1)];
          if (!step) break;
          expect(
            step.dependsOn.every(id => find(id).state === 'succeeded'),
          ).toBe(true);
          step.state = nodes[Number(step.id)].fails ? 'failed' : 'succeeded';
          ran.push(step.id);
          const { unblocked, skipped, finished } = orderProgress(steps);
          unblocked.forEach(id => {
            find(id).blocked = false;
          });
          skipped.forEach(id => {
            find(id).state = 'skipped';
          });
          const open = steps.some(({ state }) => state === 'waiting');
          expect(finished === undefined).toBe(open);
        }
        const doomed = new Set<string>();
        for (const { id, dependsOn, fails } of nodes) {
          const hopeless = dependsOn.some(other => doomed.has(other));
          if (hopeless || fails) doomed.add(id);
          expect(ran.includes(id)).toBe(!hopeless);
        }
        expect(orderProgress(steps).finished).toBe(
          doomed.size ? 'failed' : 'succeeded',
        );
      }),
    );
  });

  it('takes an order without steps for done', () => {
    expect(orderProgress([]).finished).toBe('succeeded');
  });
});
