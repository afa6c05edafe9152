import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The requests page. @public */
export const serviceRequestsRouteRef = createRouteRef({
  id: 'service-requests:requests',
});

/** Filing a request. @public */
export const newRequestRouteRef = createSubRouteRef({
  id: 'service-requests:new',
  parent: serviceRequestsRouteRef,
  path: '/new',
});

/** One request. @public */
export const serviceRequestRouteRef = createSubRouteRef({
  id: 'service-requests:request',
  parent: serviceRequestsRouteRef,
  path: '/:requestId',
});

/** Filling a request in, as long as it is the requester's turn. @public */
export const editRequestRouteRef = createSubRouteRef({
  id: 'service-requests:edit',
  parent: serviceRequestsRouteRef,
  path: '/:requestId/edit',
});

/** Drawing up an offer; `?offer=…` goes on with a draft. @public */
export const offerDraftRouteRef = createSubRouteRef({
  id: 'service-requests:offer-draft',
  parent: serviceRequestsRouteRef,
  path: '/:requestId/offer',
});

/** Handing a release over; `?release=…` completes the papers of one. @public */
export const releaseRouteRef = createSubRouteRef({
  id: 'service-requests:release',
  parent: serviceRequestsRouteRef,
  path: '/:requestId/release',
});

/** Releases that are taken over by themselves, within limits. @public */
export const approvalsRouteRef = createSubRouteRef({
  id: 'service-requests:standing-approvals',
  parent: serviceRequestsRouteRef,
  path: '/standing-approvals',
});

/** What keeps being asked for and might become a standard service. @public */
export const standardCandidatesRouteRef = createSubRouteRef({
  id: 'service-requests:standard',
  parent: serviceRequestsRouteRef,
  path: '/standard',
});

/** Requests that ask for the same. @public */
export const standardCandidateRouteRef = createSubRouteRef({
  id: 'service-requests:standard-candidate',
  parent: serviceRequestsRouteRef,
  path: '/standard/:candidateId',
});
