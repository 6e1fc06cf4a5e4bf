import { acts } from '../people.ts';
import { isRunning, type Registrations, registrationStatus } from '../world/registrations.ts';
import { type FindPage, noPage } from './pages.tsx';

const path = '/wxawap/fastregister';

/** Where the legal person (法人) of a registration decides. */
export const legalPersonPath = (taskid: string) => `${path}?task=${taskid}`;

const { made, timedOut, refused, faceFailed, created } = registrationStatus;

const statusNames: Readonly<Record<number, string>> = {
  [made]: '待确认',
  [timedOut]: '已超时',
  [refused]: '已拒绝',
  [faceFailed]: '人脸识别失败，可重试',
  [created]: '小程序已创建',
};

/** Finds the page behind the `authorize_url` of a registration. */
export const registrationPages =
  (registrations: Registrations): FindPage =>
  (url) => {
    if (url.pathname !== path) return undefined;
    const task = registrations.find(url.searchParams.get('task') ?? '');
    if (!task) return noPage;
    return {
      view: () => {
        const busy = !(task.status in statusNames);
        return {
          title: '快速注册小程序（模拟）',
          facts: [
            ['企业', task.enterprise.name],
            ['统一社会信用代码', task.enterprise.code],
            ['状态', statusNames[task.status] ?? '处理中'],
          ],
          choices: isRunning(task) && !busy ? { accept: '同意', refuse: '拒绝', failFace: '人脸失败' } : {},
          busy,
        };
      },
      act: (choice) => {
        const does = acts.legalPerson.find((act) => act === choice);
        if (does) void task.act(does);
        return undefined;
      },
    };
  };
