const LONGEST = 2_000;

// Controls except line feed; format characters, such as bidirectional marks,
// which can make a text read differently from what it says; lone surrogates.
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const INVISIBLE_ELEMENT =
  /<(script|style|iframe|template)\b[\s\S]*?<\/\1\s*>/gi;
const TAG_OR_COMMENT = /<!--[\s\S]*?-->|<[/!?]?[A-Za-z][^<>]*>?/g;

/**
 * A broker's words as plain text: no markup, no control characters, at most
 * 2000 characters, and without our own credentials should it echo them.
 */
export function plainText(
  value: unknown,
  secrets: readonly string[] = [],
): string | undefined {
  if (typeof value !== 'string') return undefined;
  // A bounded prefix first: the expressions below never see more than this.
  let text = value.slice(0, LONGEST * 8);
  for (const secret of secrets) {
    text = text.replaceAll(secret, '***');
  }
  text = text
    .replace(/[\t\r\v\f]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(INVISIBLE_ELEMENT, ' ')
    .replace(TAG_OR_COMMENT, ' ')
    .replace(/[ \u00a0]+/g, ' ')
    .trim();
  if (text.length > LONGEST) {
    text = `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  }
  return text || undefined;
}
