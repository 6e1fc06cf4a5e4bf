/** What the provider's own services may hear of processes. */
export type NoticeKind = 'attention' | 'reminder' | 'drift';

/** A process tells that somebody must act, that the time to act soon ends, or that an account differs from what is declared. */
export type Notice = {
  readonly kind: NoticeKind;
  /** Equal for each try, so that it is told once. */
  readonly id: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly workflow: string;
  readonly appid?: string;
  readonly merchantId?: string;
  readonly stage: string;
  readonly attention: string;
  readonly what: string;
  readonly whatZh?: string;
  /** ISO 8601. */
  readonly until?: string;
  readonly at: string;
};

/** In the memo of a process that tells notices: a rule for them was there when it, or who started it, was started. */
export type NoticesMemo = { readonly notices?: true };
