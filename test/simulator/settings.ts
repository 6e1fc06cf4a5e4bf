import { picture } from './picture.ts';
import type { Stage } from './stage.ts';

/** All of an image, as its cut. */
export const whole = { x1: '0', y1: '0', x2: '1', y2: '1' };

/** A category that needs the material, and one that needs none. */
export const sensitive = { first: 402, second: 920 };
export const plain = { first: 1, second: 3 };

/** What one account sets, in short. */
export const settingsOf = ({ client }: Stage, appid: string) => {
  const upload = async () => (await client.uploadTempMedia(appid, { type: 'image', media: picture() })).media_id;
  return {
    upload,
    /** Names the account with the material that an organisation or a person sends. */
    rename: async (nick_name: string) => {
      const media = await upload();
      return client.setNickName(appid, { nick_name, license: media, id_card: media });
    },
    /** The material that `sensitive` needs. */
    certicates: async () => [{ key: '《律师执业资格证》', value: await upload() }],
    info: () => client.getAccountBasicInfo(appid, {}),
    /** Each category that is set, with its status. */
    categories: async () =>
      (await client.getSettingCategories(appid, {})).categories.map(({ first, second, audit_status }) => ({
        first,
        second,
        audit_status,
      })),
  };
};
