export * from './account-settings.ts';
export * from './audit.ts';
export * from './authorization.ts';
export * from './filing.ts';
export * from './registration.ts';
export * from './trial.ts';
export * from './verification.ts';
export * from './violation.ts';
