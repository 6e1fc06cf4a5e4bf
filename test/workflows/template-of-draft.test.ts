import { describe, expect, it } from 'vitest';
import { madeOf } from '../../activities/templates.ts';

describe('a template is made of a draft', () => {
  const draft = { draftId: 7, createdAt: 100, userVersion: '1', userDesc: 'x', sourceAppid: 'wxa' };
  const template = {
    template_id: 9,
    create_time: 100,
    user_version: '1',
    user_desc: 'x',
    source_miniprogram_appid: 'wxa',
  };

  it('whether its time is that of the upload or of the promotion, and with or without the draft’s number', () => {
    expect(madeOf(draft, template)).toBe(true);
    expect(madeOf(draft, { ...template, create_time: 500, draft_id: 7 })).toBe(true);
  });

  it.each([{ create_time: 99 }, { draft_id: 8 }, { user_version: '2' }, { source_miniprogram_appid: 'wxb' }])(
    'only where all of it fits: not with %j',
    (other) => {
      expect(madeOf(draft, { ...template, ...other })).toBe(false);
    },
  );
});
