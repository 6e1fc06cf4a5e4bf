import { acts } from '../people.ts';
import type { LoanQuestion, SubjectLoans } from '../world/subject-loans.ts';
import { type FindPage, noPage } from './pages.tsx';

const path = '/wxawap/verifybetaweapp';

/** Where an admin agrees that a trial gets the subject of an official account. */
export const loanPath = (id: string) => `${path}?id=${id}`;

const stepNames: Readonly<Record<LoanQuestion['step'], string>> = {
  open: '待确认',
  agreed: '已同意',
  refused: '已拒绝',
  timedOut: '已超时',
};

/** Finds the page behind the `authorize_url` of both calls. */
export const loanPages =
  (loans: SubjectLoans): FindPage =>
  (url) => {
    if (url.pathname !== path) return undefined;
    const question = loans.find(url.searchParams.get('id') ?? '');
    if (!question) return noPage;
    return {
      view: () => ({
        title: question.title,
        facts: [
          ['试用小程序', question.trial.name],
          ['公众号', question.lender.name],
          ['状态', stepNames[question.step]],
        ],
        choices: question.step === 'open' ? { accept: '同意', refuse: '拒绝' } : {},
      }),
      act: (choice) => {
        const does = acts.admin.find((act) => act === choice);
        if (does) void question.act(does);
        return undefined;
      },
    };
  };
