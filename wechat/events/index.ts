export * from './audit.ts';
export * from './authorization.ts';
export * from './filing.ts';
export * from './registration.ts';
export * from './verification.ts';
