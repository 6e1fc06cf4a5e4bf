export * from './authorization.ts';
export * from './authorizer.ts';
export * from './authorizer-reconciliation.ts';
export * from './code-release.ts';
export * from './component.ts';
export * from './enterprise-registration.ts';
export * from './idempotent-request.ts';
export * from './unrouted-callback.ts';
