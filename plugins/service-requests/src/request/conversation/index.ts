export { ConversationSection } from './ConversationSection';
