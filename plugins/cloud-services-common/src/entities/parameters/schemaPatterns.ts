import { refuse } from './schemaReading';
import { findUnsafeValue } from './unsafe';

const MAX_PATTERN_LENGTH = 500;

/** Quantified groups within quantified groups take exponential time on some inputs. */
function isExpensivePattern(pattern: string): boolean {
  const groups: boolean[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') {
      i += 1;
    } else if (char === '[') {
      while (i < pattern.length && pattern[i] !== ']') {
        i += pattern[i] === '\\' ? 2 : 1;
      }
    } else if (char === '(') {
      groups.push(false);
    } else if (char === ')') {
      const repeats = groups.pop() ?? false;
      const quantified = /^(?:[*+]|\{\d+,\d*\})/.test(pattern.slice(i + 1));
      if (repeats && quantified) return true;
      if ((repeats || quantified) && groups.length > 0) {
        groups[groups.length - 1] = true;
      }
    } else if (/^(?:[*+]|\{\d+,\})/.test(pattern.slice(i))) {
      if (groups.length > 0) groups[groups.length - 1] = true;
    }
  }
  return false;
}

export function checkPattern(pattern: string, at: string): string {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    refuse(at, `a pattern is longer than ${MAX_PATTERN_LENGTH} characters`);
  }
  try {
    RegExp(pattern, 'u');
  } catch {
    try {
      RegExp(pattern);
    } catch {
      refuse(at, 'a pattern is not a regular expression');
    }
    refuse(at, 'a pattern is not a Unicode regular expression (ECMA-262)');
  }
  if (isExpensivePattern(pattern)) {
    refuse(at, 'a pattern nests repetitions, which can take for ever');
  }
  const unsafe = findUnsafeValue(pattern);
  // `{2}` is fine; only the scaffolder's own markers are not.
  if (unsafe) refuse(at, unsafe);
  return pattern;
}
