/*
 * A calculation as a page shows it, done again: what a person does who doubts it and
 * takes a pocket calculator.
 */
import assert from 'node:assert/strict';

/** `1,382,400 s`, `1.382.400 s`, `99.723%`, `99,723 %`, `−3` as numbers. */
export function numberOf(text, language) {
  const [thousands, decimal] = language === 'de' ? ['.', ','] : [',', '.'];
  const plain = text
    .replace(/[\s\u00a0\u202f]|%|s$/g, '')
    .replaceAll(thousands, '')
    .replace(decimal, '.')
    .replace('−', '-');
  assert.match(plain, /^-?\d+(\.\d+)?$/, `"${text}" should be a number`);
  return Number(plain);
}

/** `383:20:00` in seconds. */
export function secondsOf(clock) {
  const [, sign, ...parts] = /^(−?)(\d+):(\d\d):(\d\d)$/.exec(clock) ?? [];
  assert.equal(parts.length, 3, `"${clock}" should be a time`);
  const [hours, minutes, seconds] = parts.map(Number);
  return (sign ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds);
}

/** The rows of a table, each as the texts of its cells. */
export function rowsOf(table) {
  return table
    .locator('tbody tr')
    .evaluateAll(rows =>
      rows.map(row => Array.from(row.cells, cell => cell.innerText.trim())),
    );
}

export const sum = numbers => numbers.reduce((all, each) => all + each, 0);

const KEYS = {
  '−': (shown, value) => shown - value,
  '+': (shown, value) => shown + value,
  '×': (shown, percent) => (shown * percent) / 100,
  '÷': (shown, whole) => (shown / whole) * 100,
};

/** As much of the number as is written down: it is cut off, never rounded up. */
function cutOff(shown, digits) {
  const scale = 10 ** digits;
  // The calculator's own last digit must not decide.
  return Math.floor(shown * scale + 1e-6) / scale;
}

/**
 * Keys in the rows of a calculation, from top to bottom, and throws where the page
 * shows another result than the calculator.
 *
 * @param rows - sign, words, time and value of each step
 * @returns each result with its words
 */
export function keyIn(rows, language) {
  let shown;
  const results = [];
  for (const [sign, words, time, text] of rows) {
    const value = numberOf(text, language);
    if (time) assert.equal(secondsOf(time), value, words);
    const key = sign.match(/[=−+×÷]/)?.[0];
    if (key === '=') {
      const digits = String(value).split('.')[1]?.length ?? 0;
      assert.equal(cutOff(shown, digits), value, words);
      results.push({ words, value });
    }
    shown = KEYS[key]?.(shown, value) ?? value;
  }
  return results;
}
