/**
 * Holds the workflow id made of an Idempotency-Key: Temporal gives an id out once, which is all that is wanted. What the
 * key is bound to lies in the memo.
 */
export async function idempotentRequest(): Promise<void> {}
