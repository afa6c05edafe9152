const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML 1.0 does not know at all are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/[&<>"']/g, character => ENTITIES[character]);
}

export function unescapeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-fA-F]{1,6});/g, (_match, code) =>
      String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)),
    )
    .replace(/&#([0-9]{1,7});/g, (_match, code) =>
      String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

export type XmlValue =
  | string
  | number
  | boolean
  | XmlValue[]
  | { [name: string]: XmlValue | undefined };

/** Writes an element; an array becomes one element for each entry. */
export function xml(name: string, value: XmlValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(entry => xml(name, entry)).join('');
  }
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([child, childValue]) => xml(child, childValue))
          .join('')
      : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

export function document(name: string, value: XmlValue): string {
  const body = xml(name, value).replace(
    `<${name}>`,
    `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}
