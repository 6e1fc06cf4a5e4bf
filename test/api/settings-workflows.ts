export { authorizer } from '../../workflows/authorizer.ts';
export { fleet } from '../../workflows/fleet.ts';
export { idempotentRequest } from '../../workflows/idempotent-request.ts';
