export * from './InstanceService';
export * from './InstanceStore';
export * from './parties';
export * from './presentInstance';
export * from './scope';
export * from './titles';
