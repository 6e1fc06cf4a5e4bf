import type { Client } from '@temporalio/client';
import { accountEvent } from '../../messages/authorizer.ts';
import { workflowIds } from '../../messages/workflow-ids.ts';
import { eachOf } from '../each-of.ts';
import type { Account } from './pushes.ts';

/**
 * Signals the entities of these accounts straight, with what the router would tell them; gives the milliseconds until
 * Temporal had taken all of them.
 */
export const signalAll = async (
  temporal: Client,
  accounts: readonly Account[],
  { name, count, atOnce }: { readonly name: string; readonly count: number; readonly atOnce: number },
): Promise<number> => {
  const begun = performance.now();
  await eachOf(Array.from({ length: count }).keys(), atOnce, async (index) => {
    const { appid, userName } = accounts[index % accounts.length] ?? { appid: '', userName: '' };
    const createTime = Math.floor(Date.now() / 1_000);
    await temporal.workflow.getHandle(workflowIds.authorizer(appid)).signal(accountEvent, {
      event: 'wxaIllegalRecord',
      key: `${name}_${index}`.padEnd(43, '_'),
      createTime,
      appid,
      payload: {
        ToUserName: userName,
        FromUserName: 'od1P50M-fNQI5Gcq-trm4a7apsU8',
        CreateTime: createTime,
        appid,
        illegal_record_id: `${name}_${index}`,
        create_time: createTime,
        illegal_reason: '存在诱导分享行为',
        illegal_content: '违规内容',
        rule_url: 'https://developers.weixin.qq.com/miniprogram/product/#_6-2',
        rule_name: '《微信小程序平台运营规范》',
      },
    });
  });
  return performance.now() - begun;
};
