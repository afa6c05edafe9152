export * from './LifecycleFeed';
export * from './LifecycleStore';
