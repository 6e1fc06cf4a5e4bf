import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../simulator/clock.ts';
import * as events from '../../wechat/events/index.ts';
import { refusedWith, type Stage, type StageAccount, startStage } from './stage.ts';

let stage: Stage;
let account: StageAccount;
let appid: string;

beforeEach(async () => {
  stage = await startStage();
  account = await stage.account({ permissionSets: [18, 76] });
  ({ appid } = account);
});
afterEach(() => stage.stop());

const found = async (known: object = {}) =>
  (await stage.order<{ illegalRecordId: string }>('/illegal-records', { appid, ...known })).illegalRecordId;
const records = async (window: { start_time?: number; end_time?: number } = {}) =>
  (await stage.client.getIllegalRecords(appid, window)).records.map(({ illegal_record_id }) => illegal_record_id);
const appeals = async (illegal_record_id: string) =>
  (await stage.client.getAppealRecords(appid, { illegal_record_id })).records;
const appealed = async (known: object) =>
  (await stage.order<{ appealRecordId: number }>('/appeals', { appid, ...known })).appealRecordId;

describe('a violation', () => {
  it('is pushed to the account and listed', async () => {
    const id = await found({ reason: '内容低俗', content: '首页' });
    const { payload, path } = await stage.receiver.push('wxa_illegal_record');
    expect(path).toBe(`/callbacks/authorizers/${appid}`);
    const read = events.wxaIllegalRecord.payload.parse(payload);
    expect(read).toMatchObject({
      ToUserName: account.userName,
      appid,
      illegal_record_id: id,
      illegal_reason: '内容低俗',
      illegal_content: '首页',
    });
    const { ToUserName: _to, FromUserName: _from, CreateTime: _made, appid: _appid, ...record } = read;
    expect(await stage.client.getIllegalRecords(appid, {})).toEqual({ records: [record] });
  });

  it('is found in a window of 90 days', async () => {
    const early = await found();
    const [first] = (await stage.client.getIllegalRecords(appid, {})).records;
    const start = first?.create_time ?? 0;
    await stage.advance(60 * day);
    const late = await found();
    expect(await records()).toEqual([early, late]);
    await stage.advance(40 * day);
    expect(await records()).toEqual([late]);
    expect(await records({ start_time: start })).toEqual([early, late]);
    expect(await records({ end_time: start + 3600 })).toEqual([early]);
    expect(await records({ start_time: start + 3600, end_time: start + 7200 })).toEqual([]);
    const tooLong = { start_time: start, end_time: start + 91 * 86_400 };
    await expect(records(tooLong)).rejects.toMatchObject(refusedWith(40097));
  });
});

describe('an appeal', () => {
  it('is pushed when it is made and when it ends, and listed with its violation', async () => {
    const illegalRecordId = await found({ reason: '内容涉嫌欺诈' });
    const materials = [
      { content: '违规内容1', proofs: ['proof-1', 'proof-2'] },
      { content: '违规内容2', reason: '已删除' },
    ];
    const appealRecordId = await appealed({ illegalRecordId, from: 'provider', materials });
    const made = events.wxaAppealRecord.payload.parse((await stage.receiver.push('wxa_appeal_record')).payload);
    expect(made).toMatchObject({
      appid,
      appeal_record_id: appealRecordId,
      appeal_count: 1,
      appeal_from: 1,
      appeal_status: 1,
      punish_description: '内容涉嫌欺诈',
    });
    expect(made.material.map(({ appeal_material }) => appeal_material?.proof_material_id)).toEqual([
      ['proof-1', 'proof-2'],
      [],
    ]);
    expect(made).not.toHaveProperty('audit_time');
    const end = { appid, appealRecordId, does: 'reject', reason: '材料不足' };
    await stage.order('/appeals/end', end);
    const isClosed = ({ appeal_status }: { appeal_status?: unknown }) => appeal_status === '3';
    const { payload } = await stage.receiver.push('wxa_appeal_record', isClosed);
    expect(payload).toMatchObject({ audit_reason: '材料不足', audit_time: expect.any(String) });
    expect(await appeals(illegalRecordId)).toMatchObject([
      {
        appeal_record_id: appealRecordId,
        appeal_status: 3,
        audit_reason: '材料不足',
        materials: [
          {
            illegal_material: { content: '违规内容1' },
            appeal_material: { proof_material_ids: ['proof-1', 'proof-2'] },
          },
          { illegal_material: { content: '违规内容2' }, appeal_material: { reason: '已删除' } },
        ],
      },
    ]);
    await expect(stage.order('/appeals/end', end)).rejects.toThrow('appeal_record_id');
  });

  it('with one material is pushed with one, and may be made again', async () => {
    const illegalRecordId = await found();
    const first = await appealed({ illegalRecordId });
    const { payload } = await stage.receiver.push('wxa_appeal_record');
    expect(events.wxaAppealRecord.payload.parse(payload).material).toHaveLength(1);
    await stage.order('/appeals/end', { appid, appealRecordId: first, does: 'withdraw' });
    await appealed({ illegalRecordId });
    expect(await appeals(illegalRecordId)).toMatchObject([
      { appeal_count: 1, appeal_status: 4 },
      { appeal_count: 2, appeal_status: 1 },
    ]);
    expect((await appeals(illegalRecordId))[0]).not.toHaveProperty('audit_time');
  });

  it('is against a violation that exists', async () => {
    await expect(appealed({ illegalRecordId: '2_1' })).rejects.toThrow('illegal_record_id');
    expect(await appeals('2_1')).toEqual([]);
  });
});

describe('a punishment', () => {
  it('is pushed only where permission set 76 is granted', async () => {
    const other = await stage.account({ permissionSets: [18] });
    await stage.order('/punishments', { appid: other.appid, does: 'warn' });
    await stage.order('/illegal-records', { appid: other.appid });
    await stage.order('/punishments', { appid, does: 'warn' });
    const { payload } = await stage.receiver.push('wxa_punish_event');
    expect(payload).toMatchObject({ appid });
    expect(stage.receiver.named('wxa_illegal_record')).toEqual([]);
  });

  it.each([
    ['warn', 1, 'rectify_deadline'],
    ['barFunctions', 2, 'banned_function_names'],
    ['takeDown', 3, 'suspended_days'],
    ['barAccount', 4, 'banned_days'],
    ['barPage', 10, 'path'],
  ])('to %s is pushed as type %i', async (does, type, tells) => {
    await stage.order('/punishments', { appid, does });
    const { payload } = await stage.receiver.push('wxa_punish_event');
    const { event_type, detail, ...read } = events.wxaPunishEvent.payload.parse(payload);
    expect(event_type).toBe(type);
    expect(JSON.parse(detail ?? '')).toHaveProperty(tells);
    expect(read).toMatchObject({ appid, punish_id: expect.any(String), illegal_content: ['违规内容'] });
  });
});
