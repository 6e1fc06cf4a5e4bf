import type { FieldHint } from '../../messages/progress.ts';
import type { VerificationApplication } from '../../messages/verification.ts';
import { fieldHintOf, weChatFailureOf, wordsOf } from '../failures.ts';
import type { Process } from '../process.ts';
import { wx } from '../wechat.ts';

/** The step in which the name is checked. */
export const nameStep = 'name';

/**
 * What is wrong with the name that a verification gives the account, which WeChat is asked before anything is spent. What
 * it can't be asked (an account that was not registered by API, a permission set that is missing) it says of the submission.
 */
export const checkName = (
  process: Process,
  appid: string,
  {
    account_name: name,
    account_supplemental: material = [],
  }: Pick<VerificationApplication, 'account_name' | 'account_supplemental'>,
): Promise<readonly FieldHint[]> =>
  process.step(nameStep, async () => {
    try {
      const { nickname, nickname_info: info } = await wx('Which name has the account?').getAccountBasicInfo(appid, {});
      // Its own name may well be one that is taken.
      if ((info?.nickname ?? nickname) === name) return [];
      const checked = await wx('May the account have this name?').checkNickName(appid, { nick_name: name });
      if (!checked.hit_condition || material.length > 0) return [];
      return [{ field: 'account_supplemental', problem: checked.wording ?? '该名称须补充证明材料' }];
    } catch (error) {
      const failure = weChatFailureOf(error);
      if (failure.class !== 'rejected') {
        process.progress.note(nameStep, `WeChat could not be asked about the name: ${wordsOf(failure)}`);
        return [];
      }
      return [fieldHintOf(failure, 'account_name')];
    }
  });
