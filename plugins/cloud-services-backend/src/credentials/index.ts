export * from './BindingStore';
export * from './CredentialService';
export * from './KeyRing';
export * from './SealedCredentials';
