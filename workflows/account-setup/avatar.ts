import type { AvatarWish, PartResult } from '../../messages/account-setup.ts';
import { avatarRecorded } from '../../messages/authorizer.ts';
import { reads } from '../facts.ts';
import { record } from '../record.ts';
import { wx, wxOnce } from '../wechat.ts';
import { awaitAllowance } from './allowance.ts';
import { changeWithFiles, mediaIdOf, type Part } from './part.ts';
import { counterOf } from './signature.ts';

/**
 * Sets the avatar unless it is the one that was set from this image before: WeChat tells only an address, so the account's
 * record keeps which image it came from.
 */
export const setUpAvatar = async (part: Part<AvatarWish>): Promise<PartResult> => {
  const { appid, wish } = part;
  const from = JSON.stringify([mediaIdOf(wish.media), sidesOf(wish)]);
  const read = async () => (await wx('Read the avatar').getAccountBasicInfo(appid, {})).head_image_info;
  const { avatar } = await reads('Which image is the avatar from?').readAuthorizer(appid);
  const before = await read();
  if (avatar?.from === from && avatar.url === before?.head_image_url) {
    return { kind: 'unchanged', note: 'The avatar is from this image already.' };
  }
  await awaitAllowance(part, async () => [{ what: 'changes of the avatar', ...counterOf(await read()) }]);
  const result = await changeWithFiles(part, wish.media, {
    what: 'Set the avatar',
    send: (media) =>
      wxOnce('Set the avatar').setHeadImage(appid, { head_img_media_id: mediaIdOf(media), ...sidesOf(wish) }),
    landed: async () => (await read())?.head_image_url !== before?.head_image_url,
  });
  const url = result.kind === 'changed' ? (await part.process.attempt(read))?.head_image_url : undefined;
  if (url) await record(appid, avatarRecorded, { from, url });
  return result;
};

const whole = { x1: 0, y1: 0, x2: 1, y2: 1 };
const sidesOf = ({ cut = whole }: AvatarWish) => cut;
