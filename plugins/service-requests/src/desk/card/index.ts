export {
  EnvironmentTicketsCard,
  InstanceTicketsCard,
  ServiceTicketsCard,
  SystemTicketsCard,
} from './TicketsCard';
