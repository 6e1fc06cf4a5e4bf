import express from 'express';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { legalPersonPage, legalPersonPath } from './legal-person-path.ts';
import { legalPersonActs } from './people.ts';
import { isRunning, type Registration, type Registrations, registrationStatus } from './world/registrations.ts';

const { made, timedOut, refused, faceFailed, created } = registrationStatus;

const statusNames: Readonly<Record<number, string>> = {
  [made]: '待确认',
  [timedOut]: '已超时',
  [refused]: '已拒绝',
  [faceFailed]: '人脸识别失败，可重试',
  [created]: '小程序已创建',
};

const Buttons = ({ taskid }: { taskid: string }) => (
  <form method="post" action={legalPersonPath(taskid)}>
    <button type="submit" name="does" value="accept">
      同意
    </button>
    <button type="submit" name="does" value="refuse">
      拒绝
    </button>
    <button type="submit" name="does" value="failFace">
      人脸失败
    </button>
  </form>
);

const Page = ({ task }: { task: Registration }) => {
  const underWay = !(task.status in statusNames);
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {underWay && <meta http-equiv="refresh" content="1" />}
        <title>快速注册小程序（模拟）</title>
      </head>
      <body>
        <h1>快速注册小程序（模拟）</h1>
        <p>企业：{task.enterprise.name}</p>
        <p>统一社会信用代码：{task.enterprise.code}</p>
        <p>状态：{statusNames[task.status] ?? '处理中'}</p>
        {isRunning(task) && !underWay && <Buttons taskid={task.taskid} />}
      </body>
    </html>
  );
};

const decision = z.object({ does: z.enum(legalPersonActs) });

/** Makes the page behind `authorize_url`, with which somebody at a browser acts as the legal person. */
export const createLegalPersonPage = (registrations: Registrations): express.Router => {
  const router = express.Router();
  router.get(legalPersonPage, (request, response) => {
    const task = registrations.find(String(request.query.task));
    if (task) response.type('html').send(`<!doctype html>${renderToString(<Page task={task} />)}`);
    else response.status(404).type('text').send('链接无效');
  });
  router.post(legalPersonPage, express.urlencoded(), (request, response) => {
    const act = decision.safeParse(request.body);
    // The page shows what follows; nobody waits here for the pushes.
    if (act.success) void registrations.find(String(request.query.task))?.act(act.data.does);
    response.redirect(303, request.originalUrl);
  });
  return router;
};
