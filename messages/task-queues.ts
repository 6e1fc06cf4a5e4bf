/**
 * Workflows and common activities poll `main`. Credential activities have slots of their own: those of authorizers may
 * wait for the component's token, those of the component wait for nobody; on one queue they would wait for each other.
 */
export const taskQueues = {
  main: 'weft',
  authorizerCredentials: 'authorizer-credentials',
  componentCredentials: 'component-credentials',
} as const;
