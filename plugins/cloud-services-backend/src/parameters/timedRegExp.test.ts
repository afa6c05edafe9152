import vm from 'node:vm';
import { isTimeout, timedRegExp } from './timedRegExp';

describe('a pattern under a time limit', () => {
  it('answers as a regular expression does', () => {
    const pattern = timedRegExp('^[a-z]+$', 'u');
    expect(pattern.test('abc')).toBe(true);
    expect(pattern.test('a1')).toBe(false);
  });

  it('is cut off when it would not end', () => {
    const began = Date.now();
    let thrown: unknown;
    try {
      timedRegExp('^(a+)+$', 'u').test(`${'a'.repeat(40)}!`);
    } catch (error) {
      thrown = error;
    }
    expect(isTimeout(thrown)).toBe(true);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('has a second chance where the machine was busy and not the pattern slow', () => {
    const real = vm.Script.prototype.runInContext;
    let calls = 0;
    const spy = jest
      .spyOn(vm.Script.prototype, 'runInContext')
      .mockImplementation(function held(this: vm.Script, ...args) {
        calls += 1;
        if (calls === 1) {
          throw Object.assign(new Error('timed out'), {
            code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
          });
        }
        return real.apply(this, args);
      });
    const pattern = timedRegExp('^(a+)+$', 'u');
    expect(pattern.test('aaa')).toBe(true);
    spy.mockRestore();
    expect(calls).toBe(2);
  });
});
