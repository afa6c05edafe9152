export { Conversation } from './Conversation';
export { conversationRoutes, type ConversationRouteOptions } from './routes';
