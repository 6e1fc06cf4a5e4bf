import { acts } from '../people.ts';
import type { Conversion, Conversions } from '../world/conversions.ts';
import { type IdentityCheck, isUnderWay, type Step } from '../world/identity-check.ts';
import type { Registrations, Subject } from '../world/registrations.ts';
import { type FindPage, noPage, type PersonPage, type PersonView } from './pages.tsx';

const path = '/wxawap/fastregister';

/** Where somebody who registers or converts a mini program proves who they are. */
export const identityCheckPath = (taskid: string) => `${path}?task=${taskid}`;

const stepNames: Readonly<Partial<Record<Step, string>>> = {
  made: '待确认',
  timedOut: '已超时',
  refused: '已拒绝',
  agreed: '已同意，待验证身份',
  faceFailed: '人脸识别失败，可重试',
  phoneFailed: '手机验证失败，可重试',
  failed: '创建失败',
  created: '小程序已创建',
};
/** Where somebody who stopped may go on. */
const pauses: readonly Step[] = ['made', 'agreed', 'faceFailed', 'phoneFailed'];

const choices = { accept: '同意', refuse: '拒绝', failFace: '人脸失败', failPhone: '手机验证失败' };

/** Finds the page behind the `authorize_url` of a registration, or of a conversion by an enterprise or a person. */
export const identityCheckPages =
  (registrations: Registrations, conversions: Conversions): FindPage =>
  (url) => {
    if (url.pathname !== path) return undefined;
    const taskid = url.searchParams.get('task') ?? '';
    const task = registrations.find(taskid);
    if (task) return pageOf('快速注册小程序（模拟）', factsOf(task.subject), task.check);
    const conversion = conversions.find(taskid);
    return conversion ? conversionPage(conversion) : noPage;
  };

const factsOf = (subject: Subject): PersonView['facts'] => {
  switch (subject.kind) {
    case 'enterprise':
      return [
        ['企业', subject.name],
        ['统一社会信用代码', subject.code],
      ];
    case 'personal':
      return [['微信号', subject.wxuser]];
    case 'transaction':
      return [['微信用户', subject.openid]];
  }
};

const pageOf = (title: string, facts: PersonView['facts'], check: IdentityCheck): PersonPage => ({
  view: () => ({
    title,
    facts: [...facts, ['状态', stepNames[check.step] ?? '处理中']],
    choices: pauses.includes(check.step) ? choices : {},
    busy: isUnderWay(check) && !pauses.includes(check.step),
  }),
  act: (choice) => {
    const does = acts.legalPerson.find((act) => act === choice);
    if (does) void check.act(does);
    return undefined;
  },
});

const conversionPage = ({ account, check, waitsFor, actAsAdmin }: Conversion): PersonPage => {
  const facts = [['试用小程序', account.name]] as const;
  const page = pageOf('试用小程序转正（模拟）', facts, check);
  if (waitsFor() !== 'admin') return page;
  return {
    view: () => ({
      title: '试用小程序转正（模拟）',
      facts: [...facts, ['状态', '待管理员确认']],
      choices: { accept: '同意', refuse: '拒绝' },
    }),
    act: (choice) => {
      const does = acts.admin.find((act) => act === choice);
      if (does) void actAsAdmin(does);
      return undefined;
    },
  };
};
