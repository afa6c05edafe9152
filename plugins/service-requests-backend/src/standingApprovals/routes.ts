import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ApprovalFilter, ApprovalReader } from './ApprovalReader';
import type { ApprovalService } from './ApprovalService';

export type ApprovalRouteOptions = {
  callers: CallerResolver;
  standingApprovalReader: ApprovalReader;
  standingApprovals: ApprovalService;
};

/** What teams that deliver continuously may do without asking each time. */
export function approvalRoutes(
  router: TypedRouter,
  { callers, standingApprovalReader, standingApprovals }: ApprovalRouteOptions,
): void {
  router.get('/standing-approvals', async (req, res) => {
    const caller = await callers.any(req);
    res.json(
      await standingApprovalReader.list(caller, req.query as ApprovalFilter),
    );
  });
  router.post('/standing-approvals', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await standingApprovals.propose(
      caller,
      req.body,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
  router.post('/standing-approvals/:approvalId/grant', async (req, res) => {
    const caller = await callers.user(req);
    const { approvalId } = req.params;
    res.json(
      await standingApprovals.grant(
        caller,
        approvalId,
        repeatable(
          req as Request,
          `POST /standing-approvals/${approvalId}/grant`,
        ),
      ),
    );
  });
  router.post(
    '/standing-approvals/:approvalId/withdrawal',
    async (req, res) => {
      const caller = await callers.user(req);
      const { approvalId } = req.params;
      res.json(
        await standingApprovals.withdraw(
          caller,
          approvalId,
          req.body.reason,
          repeatable(
            req as Request,
            `POST /standing-approvals/${approvalId}/withdrawal`,
          ),
        ),
      );
    },
  );
}
