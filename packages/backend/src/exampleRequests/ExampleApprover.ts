import type { ClientOf } from '../exampleData';
import { dayAfter } from './days';
import { keyOf } from './keyOf';
import type { ExampleApproval } from './scenario';

/** Proposes standing approvals, and grants and withdraws them. */
export class ExampleApprover {
  private constructor(private readonly clientOf: ClientOf) {}

  static create(clientOf: ClientOf): ExampleApprover {
    return new ExampleApprover(clientOf);
  }

  async make(approval: ExampleApproval): Promise<void> {
    const { name, person, serviceRef, kinds, perWeek, validForDays } = approval;
    const proposing = await this.clientOf(person);
    const { data } = await proposing.POST('/standing-approvals', {
      params: { header: keyOf(name, 'propose') },
      body: {
        serviceRef,
        kinds,
        perWeek,
        whileBudgetLasts: true,
        until: dayAfter(Date.now(), validForDays),
      },
    });
    const path = { approvalId: data!.id };
    for (const each of approval.grantedBy) {
      const granting = await this.clientOf(each);
      await granting.POST('/standing-approvals/{approvalId}/grant', {
        params: { path, header: keyOf(`${name}-${each}`, 'grant') },
      });
    }
    if (!approval.withdrawn) return;
    const { person: whoever, reason } = approval.withdrawn;
    const withdrawing = await this.clientOf(whoever);
    await withdrawing.POST('/standing-approvals/{approvalId}/withdrawal', {
      params: { path, header: keyOf(name, 'withdraw') },
      body: { reason },
    });
  }
}
