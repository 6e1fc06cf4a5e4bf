export * from './audit.ts';
export * from './authorization.ts';
export * from './registration.ts';
export * from './trial.ts';
