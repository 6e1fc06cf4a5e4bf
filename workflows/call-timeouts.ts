/** For activities that heartbeat: a worker that was killed is noticed by its missing heartbeats. */
export const callTimeouts = { startToCloseTimeout: '1 minute', heartbeatTimeout: '10s' } as const;
