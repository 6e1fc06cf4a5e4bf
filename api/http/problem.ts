import { type ProblemName, problemKinds } from './problem-kinds.ts';

/** One field that is not as expected; `field` is a path such as `timings.poll`, or `(body)`. */
export type FieldError = { readonly field: string; readonly expected: string; readonly detail: string };

/** Members beside the standard ones, such as `errors`, `id` of what is running, or `rid`. */
export type ProblemMembers = Readonly<Record<string, unknown>> & { readonly errors?: readonly FieldError[] };

/**
 * What a handler throws when it can't do what was asked.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemName;
  readonly members: ProblemMembers;

  /** `detail` is a sentence for whoever asked: what is wrong here, and what to do. */
  constructor(kind: ProblemName, detail: string, members: ProblemMembers = {}) {
    super(detail);
    this.kind = kind;
    this.members = members;
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }

  /** The body of the answer; `type` is relative, so it holds wherever the API is reached. */
  toJSON() {
    const { status, title } = problemKinds[this.kind];
    return { type: `/problems/${this.kind}`, title, status, detail: this.message, ...this.members };
  }
}
