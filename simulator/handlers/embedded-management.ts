import type * as section from '../../wechat/endpoints/embedded-management.ts';
import type { Slots } from '../slots.ts';
import type { Embedding } from '../world/embeddings.ts';

type Page = { readonly start?: number | undefined; readonly num?: number | undefined };

const pageOf = (embeddings: readonly Embedding[], other: 'opener' | 'opened', { start = 0, num = 10 }: Page) =>
  embeddings.slice(start, start + num).map((embedding) => ({
    appid: embedding[other].appid,
    create_time: Math.floor(embedding.createdAt / 1000),
    headimg: '',
    nickname: embedding[other].name,
    reason: embedding.reason,
    status: embedding.status,
  }));

/** Mini programs in half a screen (半屏小程序). */
export const embeddedManagement = {
  addEmbedded: ({ appid, apply_reason = '' }, { world, account, changed }) => {
    world.embeddings.apply(account, appid, apply_reason);
    changed();
    return {};
  },

  deleteEmbedded: ({ appid }, { world, account, changed }) => {
    world.embeddings.giveUp(account, appid);
    changed();
    return {};
  },

  getEmbeddedList: (page, { world, account }) => ({
    wxa_embedded_list: pageOf(world.embeddings.list(account, 'opener'), 'opened', page),
  }),

  deleteAuthorizedEmbedded: ({ appid }, { world, account, changed }) => {
    world.embeddings.withdraw(account, appid);
    changed();
    return {};
  },

  getOwnList: (page, { world, account }) => ({
    embedded_flag: account.embeddedFlag,
    wxa_embedded_list: pageOf(world.embeddings.list(account, 'opened'), 'opener', page),
  }),

  setAuthorizedEmbedded: ({ flag }, { account, changed }) => {
    account.embeddedFlag = flag;
    changed();
    return {};
  },
} satisfies Slots<typeof section>;
