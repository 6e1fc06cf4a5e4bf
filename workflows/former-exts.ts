import type { AuthorizerState, FormerExt } from '../messages/authorizer.ts';

/** WeChat goes back to one of 5 versions; their ext.json files are a few kilobytes each. */
const kept = { versions: 5, characters: 65_536 } as const;

/** The state whose online version is about to be another: the ext.json that was online is kept, for a rollback to it. */
export const extLeft = ({ onlineExt: ext, ...state }: AuthorizerState): AuthorizerState => {
  const hash = state.ledger.at(-1)?.extHash;
  if (!ext || hash === undefined) return state;
  const former = (state.formerExts ?? []).filter((one) => one.hash !== hash);
  return { ...state, formerExts: newestWithin([...former, { hash, ext }]) };
};

/** The ext.json of this hash as the one that is online again, where it is still known. */
export const extAgain = ({ formerExts = [] }: AuthorizerState, hash: string | undefined) => {
  const known = formerExts.find((one) => one.hash === hash);
  return known ? { onlineExt: known.ext } : {};
};

const newestWithin = (all: readonly FormerExt[]): readonly FormerExt[] => {
  const newest = all.slice(-kept.versions);
  while (newest.length > 0 && JSON.stringify(newest).length > kept.characters) newest.shift();
  return newest;
};
