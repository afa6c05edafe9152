import type {
  StandardCandidate,
  StandardCandidateDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { buildingBlocksOf, type StoredRequest } from '../requests';
import type { StoredRequestType } from '../requestTypes';
import { type Course, savingsOf } from './savings';
import type { Candidate } from './types';

/** A candidate with its requests, last filed first, and what became of them. */
export type MeasuredCandidate = {
  candidate: Candidate;
  requests: readonly StoredRequest[];
  courses: readonly Course[];
  /** That all of them have. */
  type?: StoredRequestType;
};

export function presentCandidate(
  { candidate, requests, courses, type }: MeasuredCandidate,
  now: number,
): StandardCandidate {
  const { decision } = candidate;
  const [last] = requests;
  return {
    id: candidate.id,
    byHand: !candidate.pattern,
    title: candidate.title,
    requestType: type?.name,
    requestTypeTitles: type?.spec.titles,
    buildingBlocks: commonBlocks(requests),
    count: requests.length,
    customers: new Set(requests.map(one => one.customerRef)).size,
    lastAt: last && new Date(last.createdAt).toISOString(),
    savings: courses.length > 0 ? savingsOf(courses, now) : undefined,
    decision: decision && {
      ...decision,
      at: new Date(decision.at).toISOString(),
    },
  };
}

export function presentDetail(
  measured: MeasuredCandidate,
  now: number,
): StandardCandidateDetail {
  return {
    ...presentCandidate(measured, now),
    requests: measured.requests.map(request => ({
      id: request.id,
      number: request.number,
      title: request.title,
      customerRef: request.customerRef,
      phase: request.phase,
      createdAt: new Date(request.createdAt).toISOString(),
    })),
  };
}

/** What all of them name. */
function commonBlocks(requests: readonly StoredRequest[]): string[] {
  const [first, ...others] = requests.map(({ form }) => buildingBlocksOf(form));
  return (first ?? []).filter(block =>
    others.every(blocks => blocks.includes(block)),
  );
}
