import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  checkUnique,
  parseDocuments,
  type DocumentProblem,
  type LocatedProblem,
  type TextDocument,
} from '@dualcloud/foundation-common';
import { checkAgreementSet, type AgreementSet } from '../agreements';
import type {
  ServiceLevelAgreementEntity,
  ServiceLevelAgreementSpec,
} from '../agreements/types';
import { findAgreementProblems } from '../agreements/validateAgreement';
import type {
  ServiceCalendarEntity,
  ServiceCalendarSpec,
} from '../calendars/types';
import { findCalendarProblems } from '../calendars/validateCalendar';
import { findOpenSloProblems } from '../openSlo/checkOpenSlo';
import type { OpenSloDocument } from '../openSlo/types';

/** What came of reading a text of documents. @public */
export type ServiceLevelDocuments = {
  /** Every document, also those that something is wrong with. */
  documents: Array<{ kind: string; name: string }>;
  /** Those that nothing is wrong with. */
  agreements: ServiceLevelAgreementEntity[];
  calendars: ServiceCalendarEntity[];
  openSlo: OpenSloDocument[];
  /** In the order of their lines. */
  problems: DocumentProblem[];
};

/** What the documents of a text are checked against. @public */
export type ServiceLevelContext = AgreementSet & {
  /** What only the server knows, such as which states have known holidays. */
  checkCalendar?: (spec: ServiceCalendarSpec) => LocatedProblem[];
  checkAgreement?: (spec: ServiceLevelAgreementSpec) => LocatedProblem[];
};

const CHECKS: Record<string, (document: unknown) => LocatedProblem[]> = {
  ServiceLevelAgreement: findAgreementProblems,
  ServiceCalendar: findCalendarProblems,
};

/**
 * Reads agreements, calendars and OpenSLO documents from one text of YAML or
 * JSON and checks each of them and how they fit together; each problem has line
 * and column, from 1.
 *
 * @param known - what is in force already; documents of the text are checked
 * against it, and take the place of a version or calendar that it has too
 * @public
 */
export function parseServiceLevelText(
  text: string,
  known: ServiceLevelContext = { agreements: [], calendars: new Map() },
): ServiceLevelDocuments {
  const parsed = parseDocuments(text, { lists: true });
  const read = parsed.documents.map(document => ({
    document,
    problems:
      document.problems.length > 0
        ? document.problems
        : checkOne(document, known).map(problem => document.locate(problem)),
  }));
  const sound = read
    .filter(one => one.problems.length === 0)
    .map(one => one.document);
  const valuesOf = <T>(kind: string) =>
    sound.filter(one => one.kind === kind).map(one => one.value as T);
  const calendars = valuesOf<ServiceCalendarEntity>('ServiceCalendar');
  const agreements = sound.filter(one => one.kind === 'ServiceLevelAgreement');
  return {
    documents: parsed.documents.map(({ kind = '', name = '' }) => ({
      kind,
      name,
    })),
    agreements: valuesOf('ServiceLevelAgreement'),
    calendars,
    openSlo: sound.filter(isOpenSlo).map(one => one.value as OpenSloDocument),
    problems: [
      ...parsed.problems,
      ...read.flatMap(one => one.problems),
      ...checkNames(parsed.documents),
      ...checkTogether(agreements, calendars, known),
    ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/**
 * Checks the one document of that kind and name in a text, as files of the
 * catalog may have others beside it.
 * @returns what is wrong, with lines; empty if nothing is or there is no such document
 * @public
 */
export function validateInText(
  text: string,
  { kind, name }: { kind: string; name: string },
): DocumentProblem[] {
  const { documents } = parseDocuments(text);
  const document = documents.find(
    one => one.kind === kind && one.name === name,
  );
  if (!document) return [];
  return document.problems.length > 0
    ? document.problems
    : checkOne(document).map(problem => document.locate(problem));
}

/**
 * Adds line and column to problems that were found without the text, such as
 * those between documents.
 * @public
 */
export function locateInText(
  text: string,
  { kind, name }: { kind: string; name: string },
  problems: readonly LocatedProblem[],
): DocumentProblem[] | undefined {
  const document = parseDocuments(text).documents.find(
    one => one.kind === kind && one.name === name,
  );
  return document && problems.map(problem => document.locate(problem));
}

function isOpenSlo({ value }: TextDocument): boolean {
  const { apiVersion } = (value ?? {}) as Partial<Entity>;
  return String(apiVersion).startsWith('openslo/');
}

function checkOne(
  document: TextDocument,
  context: Partial<ServiceLevelContext> = {},
): LocatedProblem[] {
  const { kind = '', value } = document;
  if (isOpenSlo(document)) return findOpenSloProblems(value);
  const problems = (CHECKS[kind] ?? refuseKind)(value);
  if (problems.length > 0) return problems;
  const more =
    kind === 'ServiceCalendar'
      ? context.checkCalendar?.((value as ServiceCalendarEntity).spec)
      : context.checkAgreement?.((value as ServiceLevelAgreementEntity).spec);
  return more ?? [];
}

function refuseKind(): LocatedProblem[] {
  const kinds = Object.keys(CHECKS).join(' or ');
  return [
    {
      at: ['kind'],
      rule: 'kind-known',
      message: `must be ${kinds}, or a kind of OpenSLO with apiVersion openslo/v1`,
    },
  ];
}

/** The catalog knows a document by its kind and name. */
function checkNames(documents: readonly TextDocument[]): DocumentProblem[] {
  const ours = documents.filter(one => one.kind && one.kind in CHECKS);
  return checkUnique(
    ours.map(one => `${one.kind} ${one.name}`),
    index => [index],
    'document',
  ).map(({ at: [index], rule, message }) =>
    ours[Number(index)].locate({ at: ['metadata', 'name'], rule, message }),
  );
}

function checkTogether(
  documents: TextDocument[],
  calendars: ServiceCalendarEntity[],
  known: AgreementSet,
): DocumentProblem[] {
  const specs = documents.map(
    one => (one.value as ServiceLevelAgreementEntity).spec,
  );
  const kept = known.agreements.filter(
    old =>
      !specs.some(
        ({ agreement, version }) =>
          old.agreement === agreement && old.version === version,
      ),
  );
  const set: AgreementSet = {
    agreements: [...kept, ...specs],
    calendars: new Map([
      ...known.calendars,
      ...calendars.map(one => [stringifyEntityRef(one), one.spec] as const),
    ]),
  };
  return checkAgreementSet(set).flatMap(({ index, problem }) => {
    const document = documents[index - kept.length];
    return document ? [document.locate(problem)] : [];
  });
}
