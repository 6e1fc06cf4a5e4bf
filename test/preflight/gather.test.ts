import { describe, expect, it } from 'vitest';
import { read } from '../../preflight/gather.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';

const failure = (failureClass: WeChatFailure['class'], errcode: number): WeChatFailure => ({
  ...{ endpoint: 'GET /wxa', kind: 'refused', class: failureClass, effect: 'none', errcode },
  ...{ hint: 'x', hintZh: 'x' },
});
const busy = failure('transient', -1);
const mayNot = failure('merchant', 48001);

/** A question that fails like this, one answer after the other, and then is answered; how often it was asked. */
const questionOf = (...failures: readonly WeChatFailure[]) => {
  let asked = 0;
  const ask = async () => {
    const failed = failures[asked];
    asked += 1;
    if (failed) throw new WeChatError(failed);
    return 'answer';
  };
  return { ask, asked: () => asked };
};

describe('a question of a preflight', () => {
  it.each([
    ['is asked once', [], 1, { value: 'answer' }],
    ['is asked once more by itself after a passing fault', [busy], 2, { value: 'answer' }],
    ['has a lasting refusal for an answer', [mayNot], 1, { refused: mayNot }],
    ['has one also after a passing fault', [busy, mayNot], 2, { refused: mayNot }],
  ])('%s', async (_, failures, asked, expected) => {
    const question = questionOf(...failures);
    expect(await read(question.ask)).toEqual(expected);
    expect(question.asked()).toBe(asked);
  });

  it('is left to a later try of all where the fault does not pass', async () => {
    const question = questionOf(busy, busy);
    await expect(read(question.ask)).rejects.toMatchObject({ failure: { errcode: -1 } });
    expect(question.asked()).toBe(2);
  });

  it('is not asked again at once where WeChat wants fewer calls', async () => {
    const question = questionOf(failure('slow-down', 45011));
    await expect(read(question.ask)).rejects.toMatchObject({ failure: { errcode: 45011 } });
    expect(question.asked()).toBe(1);
  });
});
