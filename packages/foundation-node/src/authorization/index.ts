export * from './Access';
export * from './ResourceModel';
export * from './Caller';
export * from './Decisions';
export * from './applyCriteria';
export * from './requireIntake';
