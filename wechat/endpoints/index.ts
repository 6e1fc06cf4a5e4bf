export * from './authorization-management.ts';
export * from './category-management.ts';
export * from './code-management.ts';
export * from './privacy-management.ts';
export * from './register-management.ts';
export * from './template-management.ts';
export * from './ticket-token.ts';
