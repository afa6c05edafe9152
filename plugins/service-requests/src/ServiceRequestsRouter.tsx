import { lazy } from 'react';
import { Route } from 'react-router-dom';
import { PageRoutes } from '@dualcloud/foundation-react';
import { RequestsPage } from './requests';
import {
  approvalsRouteRef,
  editRequestRouteRef,
  newRequestRouteRef,
  offerDraftRouteRef,
  releaseRouteRef,
  serviceRequestRouteRef,
  standardCandidateRouteRef,
  standardCandidatesRouteRef,
} from './routes';

const NewRequestPage = lazy(() =>
  import('./filing').then(m => ({ default: m.NewRequestPage })),
);
const EditRequestPage = lazy(() =>
  import('./filing').then(m => ({ default: m.EditRequestPage })),
);
const RequestPage = lazy(() =>
  import('./request').then(m => ({ default: m.RequestPage })),
);
const OfferDraftPage = lazy(() =>
  import('./offers/draft').then(m => ({ default: m.OfferDraftPage })),
);
const ReleasePage = lazy(() =>
  import('./takeover/delivery').then(m => ({ default: m.ReleasePage })),
);
const CandidatesPage = lazy(() =>
  import('./standardisation').then(m => ({ default: m.CandidatesPage })),
);
const CandidatePage = lazy(() =>
  import('./standardisation').then(m => ({ default: m.CandidatePage })),
);
const ApprovalsPage = lazy(() =>
  import('./takeover/approvals').then(m => ({ default: m.ApprovalsPage })),
);

/** Everything under `/service-requests`. */
export function ServiceRequestsRouter() {
  return (
    <PageRoutes>
      <Route path="/" element={<RequestsPage />} />
      <Route path={newRequestRouteRef.path} element={<NewRequestPage />} />
      <Route path={approvalsRouteRef.path} element={<ApprovalsPage />} />
      <Route
        path={standardCandidatesRouteRef.path}
        element={<CandidatesPage />}
      />
      <Route
        path={standardCandidateRouteRef.path}
        element={<CandidatePage />}
      />
      <Route path={serviceRequestRouteRef.path} element={<RequestPage />} />
      <Route path={editRequestRouteRef.path} element={<EditRequestPage />} />
      <Route path={offerDraftRouteRef.path} element={<OfferDraftPage />} />
      <Route path={releaseRouteRef.path} element={<ReleasePage />} />
    </PageRoutes>
  );
}
