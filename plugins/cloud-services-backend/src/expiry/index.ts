export * from './ExpirySweep';
