/*
 * What a person sees: short lines, with the elapsed time where something takes
 * longer than a glance.
 */
import process from 'node:process';

const out = process.stdout;
const tty = Boolean(out.isTTY) && !process.env.CI;
const colours = out.isTTY && !process.env.NO_COLOR;

const paint = code => text =>
  colours ? `\u001b[${code}m${text}\u001b[0m` : text;
export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');

// A moving last line must be wiped before anything else is written.
let spinner;
const wipe = () => {
  if (spinner) out.write('\r\u001b[K');
};

/** Writes a line (or several). */
export function say(text = '') {
  wipe();
  out.write(`${text}\n`);
}

/** `3.2 s`, `2 min 05 s`. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(
    2,
    '0',
  )} s`;
}

/**
 * Says what is being done while it is done, and how long it took. Without a
 * terminal it says every half a minute that it is still at it, so that nobody
 * takes a build for hung.
 */
export async function step(title, work) {
  const start = Date.now();
  const elapsed = () => duration(Date.now() - start);
  let timer;
  if (tty) {
    const draw = () =>
      out.write(`\r\u001b[K${dim('…')} ${title} ${dim(elapsed())}`);
    spinner = setInterval(draw, 500);
    timer = spinner;
    draw();
  } else {
    say(`… ${title}`);
    timer = setInterval(() => say(`… ${title} (${elapsed()})`), 30_000);
  }
  const settle = () => {
    clearInterval(timer);
    wipe();
    spinner = undefined;
  };
  try {
    const result = await work();
    settle();
    say(`${green('✓')} ${title} ${dim(`(${elapsed()})`)}`);
    return result;
  } catch (error) {
    settle();
    say(`${red('✗')} ${title} ${dim(`(${elapsed()})`)}`);
    throw error;
  }
}

/** A frame around a few lines. */
export function box(lines) {
  const plain = line => line.replace(/\u001b\[\d+m/g, '');
  const width = Math.max(...lines.map(line => plain(line).length));
  const rule = '─'.repeat(width + 4);
  const rows = lines.map(
    line => `│  ${line}${' '.repeat(width - plain(line).length)}  │`,
  );
  return [`┌${rule}┐`, ...rows, `└${rule}┘`].join('\n');
}

/** What went wrong, told to a person: no stack trace, and what to do is in the text. */
export class Failure extends Error {}
