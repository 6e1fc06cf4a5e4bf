import type { ExtChange, ExtJson, ExtProblem, Variables } from '../wechat/ext-json/types.ts';

/** For what an ext.json is rendered. */
export type ExtWish = {
  readonly appid: string;
  /** Absent where the code is in the account already. */
  readonly templateId?: number;
  /** The layer of the release. */
  readonly ext?: ExtJson;
  /** Before those of the merchant and the fleet. */
  readonly variables?: Variables;
};

/** The version that is online, as far as it is known here. */
export type OnlineExt = {
  readonly userVersion: string;
  readonly templateId?: number;
  /** ISO 8601. */
  readonly at: string;
  readonly hash?: string;
};

/** How an ext.json differs from that of the version online. */
export type ExtDifference =
  | { readonly kind: 'nothing-online' }
  /** What is online was not rendered here, or before this was recorded. */
  | { readonly kind: 'unknown'; readonly online: OnlineExt }
  | { readonly kind: 'same'; readonly online: OnlineExt }
  | {
      readonly kind: 'different';
      readonly online: OnlineExt;
      /** Absent where only the hash of what is online is kept. */
      readonly changes?: readonly ExtChange[];
      /** How many changes there are beyond those. */
      readonly more?: number;
    };

/** The ext.json of one account as it would be sent, what is wrong with it, and what it changes. */
export type RenderedExt = {
  readonly ext: ExtJson;
  /** SHA-256, in hex; the same for the same ext.json whatever the order of its members. */
  readonly hash: string;
  readonly problems: readonly ExtProblem[];
  readonly difference: ExtDifference;
};
