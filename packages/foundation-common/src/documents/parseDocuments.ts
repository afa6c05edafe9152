import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type ParsedNode,
} from 'yaml';
import {
  toDocumentProblem,
  type DocumentPath,
  type DocumentProblem,
  type LocatedProblem,
} from './problems';

type Position = { line: number; column: number };
type YamlDocument = Document<ParsedNode>;

/** One document of a text. @public */
export type TextDocument = {
  /** As far as it can be read; also of a document that has problems. */
  kind?: string;
  /** `metadata.name` */
  name?: string;
  /** What it says, unless it cannot be read. */
  value?: unknown;
  /** Why it cannot be read. */
  problems: DocumentProblem[];
  /** Adds line and column of the field at fault, or of what it is missing from. */
  locate: (problem: LocatedProblem) => DocumentProblem;
};

/** The documents of a text, or why there are none. @public */
export type DocumentsOfText = {
  documents: TextDocument[];
  problems: DocumentProblem[];
};

/**
 * Reads the documents of a text of YAML or JSON; each problem has the line and
 * column, from 1. Never throws, whatever the text is.
 *
 * @param options - `lists`: entries of a list at the top are documents of their own
 * @public
 */
export function parseDocuments(
  text: string,
  options: { lists?: boolean } = {},
): DocumentsOfText {
  if (isNestedDeeply(text)) {
    return refuse('readable', 'is nested too deeply');
  }
  const lines = new LineCounter();
  try {
    const documents = [
      ...parseAllDocuments<ParsedNode>(text, {
        lineCounter: lines,
        prettyErrors: false,
        // The library compares each key with each other; see findSecondKey.
        uniqueKeys: false,
      }),
    ]
      .filter(document => !isEmpty(document))
      .flatMap(document => {
        const all = read(document, lines);
        return options.lists ? entriesOf(all, document, lines) : [all];
      });
    return documents.length > 0
      ? { documents, problems: [] }
      : refuse('one-document', 'there is no document');
  } catch (error) {
    return refuse('readable', `cannot be read: ${error}`);
  }
}

const DEEPEST = 100;

/** Costs the parser much time and more stack; anybody may ask for a check. */
function isNestedDeeply(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length && depth <= DEEPEST; index += 1) {
    const character = text[index];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth > DEEPEST || /(?:[-?]\s){100}/.test(text);
}

/** Nothing, or comments only. */
function isEmpty({ contents, errors }: YamlDocument): boolean {
  return (
    errors.length === 0 &&
    (contents === null || (isScalar(contents) && contents.value === null))
  );
}

function refuse(rule: string, message: string): DocumentsOfText {
  return {
    documents: [],
    problems: [{ line: 1, column: 1, path: '', rule, message }],
  };
}

function read(document: YamlDocument, lines: LineCounter): TextDocument {
  const problems = findSyntaxProblems(document, lines);
  const one: TextDocument = {
    ...headOf(document, []),
    problems,
    locate: problem => locate(problem, document, lines),
  };
  if (problems.length > 0) return one;
  try {
    return { ...one, value: document.toJS() };
  } catch (error) {
    // Alias bombs end here.
    return {
      ...one,
      problems: [
        {
          ...toPosition(lines, document.range?.[0] ?? 0),
          path: '',
          rule: 'readable',
          message: `cannot be read: ${error}`,
        },
      ],
    };
  }
}

function headOf(
  document: YamlDocument,
  at: DocumentPath,
): Pick<TextDocument, 'kind' | 'name'> {
  const textAt = (...path: string[]) => {
    const value =
      isMap(document.contents) || isSeq(document.contents)
        ? document.getIn([...at, ...path])
        : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { kind: textAt('kind'), name: textAt('metadata', 'name') };
}

/** A list at the top as one document for each of its entries. */
function entriesOf(
  all: TextDocument,
  document: YamlDocument,
  lines: LineCounter,
): TextDocument[] {
  if (!Array.isArray(all.value)) return [all];
  return all.value.map((value, index) => ({
    ...headOf(document, [index]),
    value,
    problems: [],
    locate: problem => ({
      ...locate({ ...problem, at: [index, ...problem.at] }, document, lines),
      // The way within the document; the line says which one it is.
      path: toDocumentProblem(problem).path,
    }),
  }));
}

function findSyntaxProblems(
  document: YamlDocument,
  lines: LineCounter,
): DocumentProblem[] {
  // A tag that nobody knows is only a warning: what it marks would be taken as text.
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return faults.slice(0, 20).map(error => ({
      ...toPosition(lines, error.pos[0]),
      path: '',
      rule: `yaml-${error.code.toLocaleLowerCase('en-US')}`,
      message: error.message,
    }));
  }
  const second = findSecondKey(document);
  if (!second) return [];
  const [offset, key] = second;
  return [
    {
      ...toPosition(lines, offset),
      path: '',
      rule: 'yaml-duplicate-key',
      message: `"${key}" stands here a second time; each field may stand once`,
    },
  ];
}

function findSecondKey(
  document: YamlDocument,
): [offset: number, key: string] | undefined {
  let found: [number, string] | undefined;
  visit(document, {
    Map(_, map) {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name === undefined || !isScalar(key)) continue;
        if (keys.has(name)) {
          found = [key.range?.[0] ?? 0, name.slice(0, 100)];
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return found;
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function locate(
  problem: LocatedProblem,
  document: YamlDocument,
  lines: LineCounter,
): DocumentProblem {
  return toDocumentProblem(
    problem,
    toPosition(lines, offsetOf(document, problem.at)),
  );
}

/** Of the field, or of the nearest thing around it that is there. */
function offsetOf(document: YamlDocument, path: DocumentPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        item =>
          isPair(item) && isScalar(item.key) && String(item.key.value) === part,
      );
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part];
      if (!isMap(node) && !isScalar(node) && !isSeq(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
