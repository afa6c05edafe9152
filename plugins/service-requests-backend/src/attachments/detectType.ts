import { filetypeinfo } from 'magic-bytes.js';

/** Office documents are ZIP files; which kind, their content says. */
const ZIP = 'application/zip';
const OFFICE: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    'word/',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xl/',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation':
    'ppt/',
};
const OPEN_DOCUMENT = /^mimetypeapplication\/vnd\.oasis\.opendocument\./;
/** Where the first entries of a ZIP file have their names. */
const BEGINNING = 4096;

const TEXTS: Readonly<Record<string, (text: string) => boolean>> = {
  'text/plain': () => true,
  'text/csv': () => true,
  'application/json': isJson,
};

/**
 * Whether a file is what it says it is, by its content.
 * @param claimed - media type, as whoever attached it says
 * @returns what it is instead, in words; undefined if it is as it says
 */
export function findLie(content: Buffer, claimed: string): string | undefined {
  const text = TEXTS[claimed];
  if (text) {
    if (!isText(content)) return foundIn(content) ?? 'no text in UTF-8';
    return text(content.toString('utf8')) ? undefined : 'other text';
  }
  const found = filetypeinfo(content).map(({ mime }) => mime);
  if (OFFICE[claimed]) {
    return isZip(content) && namesEntry(content, OFFICE[claimed])
      ? undefined
      : foundIn(content) ?? 'something else';
  }
  if (claimed.startsWith('application/vnd.oasis.opendocument.')) {
    return isZip(content) && isOpenDocument(content, claimed)
      ? undefined
      : foundIn(content) ?? 'something else';
  }
  return found.includes(claimed)
    ? undefined
    : foundIn(content) ?? 'something else';
}

function foundIn(content: Buffer): string | undefined {
  return filetypeinfo(content).find(({ mime }) => mime)?.mime;
}

function isZip(content: Buffer): boolean {
  return filetypeinfo(content).some(({ mime }) => mime === ZIP);
}

function namesEntry(content: Buffer, prefix: string): boolean {
  return content.includes('[Content_Types].xml') && content.includes(prefix);
}

function isOpenDocument(content: Buffer, claimed: string): boolean {
  const beginning = content.subarray(30, BEGINNING).toString('latin1');
  return (
    OPEN_DOCUMENT.test(beginning) && beginning.startsWith(`mimetype${claimed}`)
  );
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
