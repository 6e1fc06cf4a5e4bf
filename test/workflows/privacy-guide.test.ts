import { describe, expect, it } from 'vitest';
import type { PrivacyGuide } from '../../messages/authorizer.ts';
import {
  changedOwner,
  completedGuide,
  declaredSetting,
  isComplete,
  type WeChatGuide,
} from '../../workflows/privacy-guide.ts';

const declared: PrivacyGuide = {
  settings: { UserInfo: '用于展示头像', Location: '用于查找附近门店' },
  owner: { contact_email: 'privacy@example.com', notice_method: '弹窗' },
};
const guide = (change: Partial<WeChatGuide>): WeChatGuide => ({ privacy_list: [], setting_list: [], ...change });
const owner = { contact_phone: '1', notice_method: '公告' };

describe("completing the trial version's privacy guide", () => {
  it('changes nothing where the code uses nothing', () => {
    expect(isComplete(guide({}))).toBe(true);
  });

  it('changes nothing where the guide already names all that the code uses', () => {
    const named = guide({
      privacy_list: ['UserInfo'],
      setting_list: [{ privacy_key: 'UserInfo', privacy_text: '头像' }],
      owner_setting: owner,
    });
    expect(isComplete(named)).toBe(true);
    expect(isComplete({ ...named, owner_setting: undefined })).toBe(false);
    expect(isComplete({ ...named, privacy_list: ['UserInfo', 'Camera'] })).toBe(false);
  });

  it('adds what is missing in the declared words and keeps what is there', () => {
    const trial = guide({
      privacy_list: ['UserInfo', 'Location'],
      setting_list: [{ privacy_key: 'UserInfo', privacy_text: '头像' }],
      owner_setting: owner,
    });
    expect(completedGuide(trial, declared)).toEqual({
      kind: 'completed',
      added: ['Location'],
      setting: {
        owner_setting: owner,
        setting_list: [
          { privacy_key: 'UserInfo', privacy_text: '头像' },
          { privacy_key: 'Location', privacy_text: '用于查找附近门店' },
        ],
      },
    });
  });

  it('takes the owner from the declaration where WeChat has none', () => {
    const completed = completedGuide(guide({ privacy_list: ['UserInfo'] }), declared);
    expect(completed).toMatchObject({ kind: 'completed', setting: { owner_setting: declared.owner } });
  });

  it('takes the words of the online guide where nothing was declared to us', () => {
    const online = guide({
      setting_list: [{ privacy_key: 'UserInfo', privacy_text: '线上' }],
      owner_setting: owner,
    });
    expect(completedGuide(guide({ privacy_list: ['UserInfo'] }), online)).toMatchObject({
      kind: 'completed',
      setting: { owner_setting: owner, setting_list: [{ privacy_key: 'UserInfo', privacy_text: '线上' }] },
    });
  });

  it('never invents words: it says what nobody declared', () => {
    const trial = guide({ privacy_list: ['Camera', 'UserInfo'] });
    expect(completedGuide(trial, declared)).toEqual({ kind: 'incomplete', lacking: ['Camera'] });
    expect(completedGuide(trial, undefined)).toEqual({
      kind: 'incomplete',
      lacking: ['Camera', 'UserInfo', 'owner and notice_method'],
    });
  });
});

describe('declaring the privacy guide', () => {
  const asDeclared = guide({
    setting_list: [
      { privacy_key: 'Camera', privacy_text: '扫码' },
      { privacy_key: 'UserInfo', privacy_text: '用于展示头像' },
      { privacy_key: 'Location', privacy_text: '用于查找附近门店' },
    ],
    owner_setting: { ...declared.owner, contact_phone: '', ext_file_media_id: 'f1' },
  });

  it('changes nothing where the guide says so already, whatever else it says', () => {
    expect(declaredSetting(asDeclared, declared)).toBeUndefined();
  });

  it('replaces other words and keeps what else the guide says', () => {
    const sdk_privacy_info_list = [{ sdk_name: '地图' }];
    const other = { ...asDeclared, sdk_privacy_info_list };
    expect(declaredSetting(other, { ...declared, settings: { UserInfo: '登录' } })).toEqual({
      setting_list: [
        { privacy_key: 'Camera', privacy_text: '扫码' },
        { privacy_key: 'UserInfo', privacy_text: '登录' },
        { privacy_key: 'Location', privacy_text: '用于查找附近门店' },
      ],
      owner_setting: { ...declared.owner, contact_phone: '', ext_file_media_id: 'f1' },
      sdk_privacy_info_list,
    });
  });

  it('takes the owner as a whole, without contacts of before, and keeps the file and region of the guide', () => {
    const before = guide({ owner_setting: { ...owner, ext_file_media_id: 'f1', store_region: '1017' } });
    expect(changedOwner(before, declared.owner)).toEqual({
      ...declared.owner,
      ext_file_media_id: 'f1',
      store_region: '1017',
    });
    expect(declaredSetting(guide({}), declared)?.owner_setting).toEqual(declared.owner);
  });
});
