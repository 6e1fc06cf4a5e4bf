import { expect, it } from 'vitest';
import { detailsOf } from '../../workflows/details.ts';
import { settlementOf } from '../../workflows/settlement.ts';

it("the details in Temporal's UI say first who must act until when, in China's time", () => {
  const text = detailsOf('Registration of 示例', {
    stage: 'face-verification',
    attention: 'merchant',
    waitingFor: { what: 'Face verification', who: 'merchant', until: '2026-11-24T06:36:13.812Z' },
    steps: [
      { name: 'create', state: 'done', at: '2026-11-23T10:36:13.812Z' },
      { name: 'face-verification', state: 'running', note: 'a|b\nc' },
    ],
    links: [{ rel: 'merchant-page', title: '商家页面', href: 'https://example.com/m/1' }],
  });
  expect(text.split('\n\n')).toEqual([
    '**Registration of 示例** — face-verification',
    '**merchant must act**: Face verification — until 2026-11-24 14:36:13 UTC+8',
    [
      '| step | state | at | note |',
      '|---|---|---|---|',
      '| create | ✓ done | 2026-11-23 18:36:13 UTC+8 |  |',
      '| face-verification | ▶ running |  | a\\|b c |',
    ].join('\n'),
    '- [商家页面](https://example.com/m/1)',
  ]);
});

it('the details of a process that waits for WeChat ask nobody to act, and those of an ended one name its end', () => {
  const base = { stage: 'audit', attention: 'none', steps: [], links: [] } as const;
  expect(detailsOf('R', { ...base, waitingFor: { what: 'Audit 1', who: 'wechat' } })).toContain('**Waits**: Audit 1');
  expect(detailsOf('R', { ...base, outcome: { kind: 'released' } })).toContain('ended: released');
});

it('the details of a process that WeChat refused name the number of the refused call', () => {
  const refused = { endpoint: '/wxa/commit', kind: 'refused', class: 'provider', effect: 'none' } as const;
  const said = { errcode: 85014, rid: '69faf79c-1-2', hint: 'The template is gone.', hintZh: '模板不存在' };
  const { waitingFor } = settlementOf({ ...refused, ...said }, 0);
  const text = detailsOf('R', { stage: 'commit', attention: 'provider', waitingFor, steps: [], links: [] });
  expect(text).toContain('**provider must act**: /wxa/commit: The template is gone. (85014, rid 69faf79c-1-2)');
});
