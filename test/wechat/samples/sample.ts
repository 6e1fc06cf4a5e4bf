import type { EndpointSpec } from '../../../wechat/endpoint.ts';

/** An answer as WeChat's page or a capture shows it, and what is read from it. */
export type AnswerSample = { readonly answer: unknown; readonly read: unknown };

/** What WeChat's pages say of one call. None of it is made from our declarations. */
export type Sample = {
  /** Method, path with its action, and token. */
  readonly call: string;
  /** The errcodes that its page names, other than by a number without a word. */
  readonly errcodes?: readonly number[];
  /** Requests without what the client fills in. */
  readonly requests?: readonly object[];
  /** At least one, unless the answer is a file. */
  readonly answers?: readonly [AnswerSample, ...AnswerSample[]];
};

/** A sample for each call of a section: one that is missing does not compile. */
export type Samples<Section> = {
  readonly [K in keyof Section]: Section[K] extends { answer: 'binary' }
    ? Sample
    : Section[K] extends EndpointSpec
      ? Sample & Required<Pick<Sample, 'answers'>>
      : never;
};

/** An answer of which everything but the envelope is read. */
export const same = (answer: object): AnswerSample => ({
  answer: { errcode: 0, errmsg: 'ok', ...answer },
  read: answer,
});

/** An answer that is its envelope. */
export const nothing: AnswerSample = same({});
