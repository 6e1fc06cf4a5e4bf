import { acts } from '../people.ts';
import type { FaceCheck } from '../world/face-checks.ts';
import { faceStatus } from '../world/face-checks.ts';
import { type Procedure, procedureStatus } from '../world/procedure.ts';
import { taskStatus, type VerificationTask } from '../world/verification.ts';
import type { Verifying } from '../world/verifying.ts';
import { type FindPage, noPage, type PersonPage } from './pages.tsx';

const authPath = '/wxawap/wxaauth';
const facePath = '/wxawap/icpverify';
const payPath = '/wxawap/authandicp/pay';

/** Where the admin answers and the merchant pays for a verification. */
export const authLink = (taskid: string) => `${authPath}?task=${taskid}`;
/** Where the admin makes a face check. */
export const faceLink = (taskId: string) => `${facePath}?task=${taskId}`;
/** Where the merchant pays for a verification with filing. */
export const payLink = (procedureId: string) => `${payPath}?procedure=${procedureId}`;

const faceChoices = { accept: '同意并通过核验', refuse: '拒绝', failFace: '人脸失败', failPhone: '短信验证失败' };
const pay = { pay: '支付' };

const taskNames: Readonly<Record<number, string>> = {
  [taskStatus.made]: '等待管理员授权',
  [taskStatus.timedOut]: '已超时',
  [taskStatus.refused]: '已拒绝',
  [taskStatus.faceFailed]: '人脸识别失败，可重试',
  [taskStatus.phoneFailed]: '手机验证失败，可重试',
  [taskStatus.created]: '已提交认证审核',
  [taskStatus.toBePaid]: '等待支付',
};

const adminAct = (choice: string) => acts.verifyingAdmin.find((act) => act === choice);

const authPage = (task: VerificationTask): PersonPage => ({
  view: () => ({
    title: '小程序认证（模拟）',
    facts: [
      ['小程序', task.name],
      ['状态', taskNames[task.taskStatus] ?? '处理中'],
    ],
    choices: task.phase === 'link' ? faceChoices : task.phase === 'payment' ? pay : {},
    busy: task.phase === 'checking',
  }),
  act: (choice) => {
    const does = adminAct(choice);
    void (does ? task.act(does) : task.pay());
    return undefined;
  },
});

const facePage = (check: FaceCheck): PersonPage => ({
  view: () => ({
    title: '管理员人脸核身（模拟）',
    facts: [
      ['小程序', check.appid],
      ['状态', check.finished ? (check.status === faceStatus.passed ? '核身通过' : '核身未通过') : '等待核身'],
    ],
    choices: check.finished ? {} : faceChoices,
  }),
  act: (choice) => {
    const does = adminAct(choice);
    if (does) void check.act(does);
    return undefined;
  },
});

const payPage = (procedure: Procedure): PersonPage => ({
  view: () => {
    const due = procedure.status === procedureStatus.toBePaid;
    return {
      title: '支付认证费用（模拟）',
      facts: [
        ['小程序', procedure.name],
        ['状态', due ? '等待支付' : '无需支付'],
      ],
      choices: due ? pay : {},
    };
  },
  act: () => {
    void procedure.payment?.act('pay');
    return undefined;
  },
});

/** Finds the pages behind `auth_url`, `verify_url` and `pay_url`. */
export const verifyingPages =
  ({ verifications, faceChecks, authAndIcp }: Verifying): FindPage =>
  ({ pathname, searchParams }) => {
    const id = (name: string) => searchParams.get(name) ?? '';
    switch (pathname) {
      case authPath: {
        const task = verifications.find(id('task'));
        return task ? authPage(task) : noPage;
      }
      case facePath: {
        const check = faceChecks.find(id('task'));
        return check ? facePage(check) : noPage;
      }
      case payPath: {
        const procedure = authAndIcp.find(id('procedure'));
        return procedure ? payPage(procedure) : noPage;
      }
      default:
        return undefined;
    }
  };
