import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type { AnomalyFinder } from './AnomalyFinder';
import { AnomalyTask } from './AnomalyTask';

const SOON_MS = 20;

function aTask(answers: Array<Error | undefined>) {
  const triggered: string[] = [];
  const scheduler = mockServices.scheduler.mock({
    triggerTask: async id => {
      triggered.push(id);
      const answer = answers.shift();
      if (answer) throw answer;
    },
  });
  const logger = mockServices.logger.mock();
  const task = AnomalyTask.create({
    finder: {} as AnomalyFinder,
    scheduler,
    logger,
    soonMs: SOON_MS,
  });
  return { task, triggered, logger };
}

const aWhile = () => new Promise(resolve => setTimeout(resolve, 10 * SOON_MS));

it('looks once for many changes', async () => {
  const { task, triggered } = aTask([]);
  task.wake();
  task.wake();
  await aWhile();
  expect(triggered).toEqual(['cloud-costs-anomalies']);
  task.wake();
  await aWhile();
  expect(triggered).toHaveLength(2);
});

it('looks again where it is just being looked', async () => {
  const running = new ConflictError('task is running');
  const { task, triggered } = aTask([running, running]);
  task.wake();
  await aWhile();
  expect(triggered).toHaveLength(3);
});

it('leaves it to the usual time where it cannot be asked for', async () => {
  const { task, triggered, logger } = aTask([new Error('no database')]);
  task.wake();
  await aWhile();
  expect(triggered).toHaveLength(1);
  expect(logger.debug).toHaveBeenCalledWith(
    expect.stringContaining('no database'),
  );
});

it('asks for nothing once it is stopped', async () => {
  const { task, triggered } = aTask([]);
  task.wake();
  task.stop();
  task.wake();
  await aWhile();
  expect(triggered).toEqual([]);
});
