export { Conversation, type Said } from './Conversation';
export { ConversationSection } from './ConversationSection';
