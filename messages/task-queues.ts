/**
 * Workflows and common activities poll `main`. Credential activities have slots of their own: those of authorizers may
 * wait for the component's token, those of the component wait for nobody; on one queue they would wait for each other.
 * Unrouted callbacks may come by the thousand: on a queue of their own, with few slots, they hold no merchant up.
 */
export const taskQueues = {
  main: 'weft',
  authorizerCredentials: 'authorizer-credentials',
  componentCredentials: 'component-credentials',
  unroutedCallbacks: 'unrouted-callbacks',
} as const;
