import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { Conversation } from './Conversation';

export type ConversationRouteOptions = {
  callers: CallerResolver;
  conversation: Conversation;
};

/** What is said about requests. */
export function conversationRoutes(
  router: TypedRouter,
  { callers, conversation }: ConversationRouteOptions,
): void {
  router.get('/requests/:requestId/messages', async (req, res) => {
    const caller = await callers.any(req);
    const items = await conversation.list(caller, req.params.requestId);
    res.json({ items });
  });
  router.post('/requests/:requestId/messages', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await conversation.say(
      caller,
      req.params.requestId,
      req.body,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
}
