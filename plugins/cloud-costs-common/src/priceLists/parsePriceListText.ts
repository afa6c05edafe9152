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
import type { DocumentProblem } from '../types';
import {
  toDocumentProblem,
  type DocumentPath,
  type LocatedProblem,
} from './problems';
import type { PriceListEntity } from './types';
import { findProblems } from './validatePriceList';

type Position = { line: number; column: number };
type YamlDocument = Document<ParsedNode>;

/** What came of reading a text: a price list, or what is wrong with it. @public */
export type ParsedPriceList =
  | { problems: []; entity: PriceListEntity }
  | { problems: DocumentProblem[]; entity?: undefined };

/**
 * Reads a price list from YAML or JSON and checks it; each problem has the line
 * and column (from 1) of the field at fault, or of what it is missing from.
 *
 * @param options - `name`: of the PriceList to look at if the text has several
 * documents, as files of the catalog may
 * @public
 */
export function parsePriceListText(
  text: string,
  options: { name?: string } = {},
): ParsedPriceList {
  if (isNestedDeeply(text)) {
    return refuse('readable', 'is nested too deeply to be a price list');
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
    ].filter(document => document.contents !== null || document.errors.length);
    const document =
      options.name === undefined
        ? documents[0]
        : documents.find(one => isNamed(one, options.name)) ?? documents[0];
    if (!document || (options.name === undefined && documents.length > 1)) {
      return refuse(
        'one-document',
        document
          ? 'write one price list; here are several documents'
          : 'there is no document',
      );
    }
    return check(document, lines);
  } catch (error) {
    // Alias bombs end here.
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

function refuse(rule: string, message: string): ParsedPriceList {
  return { problems: [{ line: 1, column: 1, path: '', rule, message }] };
}

function isNamed(document: YamlDocument, name: string | undefined): boolean {
  return (
    document.get('kind') === 'PriceList' &&
    document.getIn(['metadata', 'name']) === name
  );
}

function check(document: YamlDocument, lines: LineCounter): ParsedPriceList {
  if (document.errors.length > 0) {
    return {
      problems: document.errors.slice(0, 20).map(error => ({
        ...toPosition(lines, error.pos[0]),
        path: '',
        rule: `yaml-${error.code.toLocaleLowerCase('en-US')}`,
        message: error.message,
      })),
    };
  }
  const second = findSecondKey(document);
  if (second) {
    const [offset, key] = second;
    return {
      problems: [
        {
          ...toPosition(lines, offset),
          path: '',
          rule: 'yaml-duplicate-key',
          message: `"${key}" stands here a second time; each field may stand once`,
        },
      ],
    };
  }
  const entity: unknown = document.toJS();
  const problems = findProblems(entity);
  return problems.length > 0
    ? { problems: problems.map(problem => locate(problem, document, lines)) }
    : { problems: [], entity: entity as PriceListEntity };
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
