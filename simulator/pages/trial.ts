import { acts } from '../people.ts';
import type { Trial, Trials } from '../world/trials.ts';
import { type FindPage, noPage } from './pages.tsx';

const path = '/wxawap/fastregistertpbeta';

/** Where a WeChat user confirms the creation of a trial. */
export const trialPath = (uniqueId: string) => `${path}?action=show&create_token=${uniqueId}`;

const stepNames: Readonly<Record<Trial['step'], string>> = {
  made: '待确认',
  refused: '已拒绝',
  timedOut: '已超时',
  failed: '创建失败',
  created: '小程序已创建',
};

/** Finds the page behind the `authorize_url` of a trial. */
export const trialPages =
  (trials: Trials): FindPage =>
  (url) => {
    if (url.pathname !== path) return undefined;
    const trial = trials.find(url.searchParams.get('create_token') ?? '');
    if (!trial) return noPage;
    return {
      view: () => ({
        title: '创建试用小程序（模拟）',
        facts: [
          ['小程序名称', trial.name],
          ['状态', stepNames[trial.step]],
        ],
        choices: trial.step === 'made' ? { accept: '同意', refuse: '拒绝' } : {},
      }),
      act: (choice) => {
        const does = acts.user.find((act) => act === choice);
        if (does) void trial.act(does);
        return undefined;
      },
    };
  };
