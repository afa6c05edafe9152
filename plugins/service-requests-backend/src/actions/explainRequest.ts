import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  ServiceRequestDetail,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { READ_ONLY, userOf, type UserCaller } from '@dualcloud/foundation-node';
import { type ActionDeps, eventText } from './common';
import { idOf } from './findByNumber';

/** `service-requests:explain-request` */
export function registerExplainRequest(
  registry: ActionsRegistryService,
  {
    callers,
    requestReader,
    takeoverReader,
  }: Pick<ActionDeps, 'callers' | 'requestReader' | 'takeoverReader'>,
): void {
  const takeoversOf = async (caller: UserCaller, request: string) => {
    const open = { request, state: 'open' } as const;
    const { items } = await takeoverReader.list(caller, open);
    return Promise.all(items.map(({ id }) => takeoverReader.get(caller, id)));
  };
  registry.register({
    name: 'explain-request',
    title: 'Explain a request',
    description:
      'Where a request stands, whose turn it is, what happens next and until when, what you may do, and what is missing: items of the checklist, and what stands between a takeover and its acceptance.',
    attributes: READ_ONLY,
    examples: [{ title: 'By its number', input: { request: 'R-2026-0012' } }],
    schema: {
      input: z =>
        z.object({
          request: z.string().min(1).max(255).describe('Number or id'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          number: z.string(),
          title: z.string(),
          type: z.string(),
          state: z.string(),
          phase: z.string(),
          waitsFor: z.string().optional(),
          waitsForMe: z.boolean(),
          next: z.string().optional(),
          dueAt: z.string().optional(),
          dueCounted: z.string().optional(),
          overdue: z.boolean(),
          possible: z.array(z.string()),
          openItems: z.array(z.string()),
          takeovers: z.array(
            z.object({ version: z.string(), missing: z.array(z.string()) }),
          ),
          responsible: z.string(),
          accountable: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'requests');
      const id = await idOf('request', input.request, q =>
        requestReader.list(caller, { q }),
      );
      const request = await requestReader.get(caller, id);
      return { output: present(request, await takeoversOf(caller, id)) };
    },
  });
}

function present(request: ServiceRequestDetail, takeovers: TakeoverDetail[]) {
  return {
    id: request.id,
    number: request.number,
    title: request.title,
    type: request.type,
    state: request.state,
    phase: request.phase,
    waitsFor: request.waitsFor,
    waitsForMe: request.waitsForMe,
    next: request.next?.en,
    dueAt: request.dueAt,
    dueCounted: request.dueCounted,
    overdue: request.overdue,
    possible: request.possible.map(eventText),
    openItems: request.checklist
      .filter(item => item.required && !item.fulfilled)
      .map(item => `${item.titles.en} (${item.responsible})`),
    takeovers: takeovers.map(({ version, missing }) => ({
      version,
      missing: missing.map(({ en }) => en),
    })),
    responsible: request.assignment.responsible,
    accountable: request.assignment.accountable,
  };
}
