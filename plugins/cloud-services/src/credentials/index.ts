export { CredentialsPanel } from './CredentialsPanel';
