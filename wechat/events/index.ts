export * from './audit.ts';
export * from './authorization.ts';
export * from './live.ts';
export * from './order-path.ts';
export * from './privacy-api.ts';
export * from './registration.ts';
