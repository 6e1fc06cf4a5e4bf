import { describe, expect, it } from 'vitest';
import type { FilingFact } from '../../activities/filing-facts.ts';
import { materialsIn, withMediaIds } from '../../messages/materials.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { hintsOfRefusal } from '../../workflows/icp-filing/hints.ts';
import { planOf } from '../../workflows/icp-filing/plan.ts';
import { standingOf } from '../../workflows/icp-filing/standing.ts';

const fact = (status: number, more: Partial<FilingFact> = {}): FilingFact => ({
  status,
  available: true,
  hints: [],
  ...more,
});
const standing = (status: number, more?: Partial<FilingFact>) => standingOf(fact(status, more));
const hints = [{ field: '通讯地址', problem: '通讯地址不详细' }];

describe('where a filing stands', () => {
  it('is told by its number and the SMS check', () => {
    const kinds = [2, 3, 4, 5, 6, 1024, 7].map((status) => standing(status).kind);
    expect(kinds).toEqual(['platform', 'rejected', 'bureau', 'rejected', 'filed', 'none', 'unknown']);
    expect([1, 2, 3].map((sms) => standing(4, { sms }).kind)).toEqual(['sms', 'bureau', 'bureau']);
  });

  it.each([
    [1024, []],
    [1025, ['小程序信息']],
    [1026, ['类目']],
    [1027, ['小程序信息', '类目']],
    [1028, ['认证']],
    [1029, ['小程序信息', '认证']],
    [1030, ['类目', '认证']],
    [1031, ['小程序信息', '类目', '认证']],
  ])('%i names what the account lacks', (status, words) => {
    expect(standing(status)).toMatchObject({ kind: 'none', lacks: words.map((word) => expect.stringContaining(word)) });
  });

  it('lacks an open entrance where WeChat takes no filing', () => {
    expect(standing(1024, { available: false })).toMatchObject({ lacks: [expect.stringContaining('entrance')] });
  });
});

describe('what follows', () => {
  const plan = (status: number, due: boolean, more?: Partial<FilingFact>) =>
    planOf({ standing: standing(status, more), due });

  it('is the application while it is due and the account is ready', () => {
    expect([1024, 3, 5].map((status) => plan(status, true).do)).toEqual(['apply', 'apply', 'apply']);
    expect(plan(1028, true).do).toBe('ready');
  });

  it('is to follow a review, whoever began it', () => {
    expect([2, 4].flatMap((status) => [plan(status, true).do, plan(status, false).do])).toEqual(
      Array(4).fill('review'),
    );
  });

  it('is the correction of what was rejected, with its hints', () => {
    expect(plan(5, false, { hints })).toMatchObject({ do: 'correct', refused: { step: 'bureau-review', hints } });
    const refused = { step: 'apply', note: 'not accepted', hints };
    expect(planOf({ standing: standing(1024), due: false, refused })).toEqual({ do: 'correct', refused });
  });

  it('is the end where it is in force, or was withdrawn after it had been sent', () => {
    expect(plan(6, true)).toEqual({ do: 'end', as: 'filed' });
    expect(plan(1024, false)).toEqual({ do: 'end', as: 'withdrawn' });
    expect(plan(7, false).do).toBe('look');
  });
});

describe('a refused application', () => {
  const failure: WeChatFailure = {
    endpoint: '/wxa/icp/apply_icp_filing',
    kind: 'refused',
    class: 'rejected',
    effect: 'none',
    hint: 'not accepted',
    hintZh: '备案申请失败',
  };

  it('names each field in the words of WeChat', () => {
    const details = { hints: [{ errcode: 86303, errmsg: '无法查询手机号归属地', err_field: 'a.mobile' }] };
    expect(hintsOfRefusal({ ...failure, errcode: 86202, details })).toEqual([
      { field: 'a.mobile', problem: '无法查询手机号归属地 (86303)' },
    ]);
  });

  it('without a field is one about all of it', () => {
    expect(hintsOfRefusal({ ...failure, errcode: 86302 })).toEqual([
      { field: '', problem: '备案申请失败 (86302)', hint: 'not accepted (86302)' },
    ]);
  });

  it('is no matter of its data where WeChat has other reasons', () => {
    expect(hintsOfRefusal({ ...failure, errcode: 86324 })).toBeUndefined();
    expect(hintsOfRefusal({ ...failure, class: 'transient' })).toBeUndefined();
  });
});

describe('the materials of an application', () => {
  const [licence, card] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
  const application = {
    icp_subject: {
      organize_info: { certificate_type: 1, certificate_photo: licence, certificate_number: '123' },
      principal_info: { certificate_type: 2, certificate_photo_front: card, authorization_letter: licence },
    },
    icp_materials: { commitment_letter: [licence] },
  };

  it('are found where they stand, with the kind of certificate that they show', () => {
    expect(materialsIn(application)).toEqual([
      {
        field: 'icp_subject.organize_info.certificate_photo',
        path: 'icp_subject.organize_info.certificate_photo',
        material: licence,
        certificateType: 1,
      },
      {
        field: 'icp_subject.principal_info.certificate_photo_front',
        path: 'icp_subject.principal_info.certificate_photo_front',
        material: card,
        certificateType: 2,
      },
      {
        field: 'icp_subject.principal_info.authorization_letter',
        path: 'icp_subject.principal_info.authorization_letter',
        material: licence,
      },
      { field: 'icp_materials.commitment_letter', path: 'icp_materials.commitment_letter.0', material: licence },
    ]);
  });

  it('give way to the media ids, and nothing else changes', () => {
    const ready = withMediaIds(application, ({ path }) => `id of ${path}`);
    expect(materialsIn(ready)).toEqual([]);
    expect(ready.icp_materials.commitment_letter).toEqual(['id of icp_materials.commitment_letter.0']);
    expect(ready.icp_subject.organize_info.certificate_number).toBe('123');
  });
});
