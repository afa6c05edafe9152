import { Alarm } from './Alarm';

describe('Alarm', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  async function wakesWithin(alarm: Alarm, ms: number): Promise<boolean> {
    let awake = false;
    const sleep = alarm.sleep(60_000).then(() => {
      awake = true;
    });
    await jest.advanceTimersByTimeAsync(ms);
    const answer = awake;
    if (!awake) alarm.ring();
    await sleep;
    return answer;
  }

  it('rings at each of the times that it was set to, not only at the first', async () => {
    const alarm = new Alarm();
    alarm.ringIn(100);
    alarm.ringIn(300);
    expect(await wakesWithin(alarm, 150)).toBe(true);
    expect(await wakesWithin(alarm, 100)).toBe(false);
    expect(await wakesWithin(alarm, 100)).toBe(true);
    expect(await wakesWithin(alarm, 1_000)).toBe(false);
  });

  it('rings at once where nothing is left to wait for, and no more once closed', async () => {
    const alarm = new Alarm();
    alarm.ringIn(0);
    expect(await wakesWithin(alarm, 0)).toBe(true);
    alarm.ringIn(100);
    alarm.close();
    expect(await wakesWithin(alarm, 1_000)).toBe(false);
  });
});
