import type { ComponentChildren } from 'preact';
import { chinaTime } from './china-time.ts';
import { Document } from './document.tsx';
import { refreshScript } from './refresh-script.ts';
import type { PageView } from './view.ts';

/** The merchant's page of one matter. `qrCode` is the task's link as SVG. */
export const MerchantPage = (props: { readonly view: PageView; readonly qrCode?: string; readonly nonce: string }) => {
  const { view, qrCode, nonce } = props;
  return (
    <Document
      title={view.heading}
      nonce={nonce}
      {...(view.ended ? {} : { script: refreshScript(view.state), refresh: 30 })}
    >
      <header>
        <h1>{view.heading}</h1>
        <dl>
          {view.subject.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </header>
      <Card state={view.state}>
        <h2>{view.title}</h2>
        <p>{view.text}</p>
        {view.reason && <p class="reason">微信反馈：{view.reason}</p>}
        {view.hints && <Hints hints={view.hints} />}
        {view.task && <Task task={view.task} {...(qrCode ? { qrCode } : {})} />}
      </Card>
      {view.task && <Preparations task={view.task} />}
    </Document>
  );
};

const Card = ({ state, children }: { state: PageView['state']; children: ComponentChildren }) => (
  <main class={`card ${state}`} data-state={state}>
    {children}
  </main>
);

type TaskView = NonNullable<PageView['task']>;

const Task = ({ task, qrCode }: { task: TaskView; qrCode?: string }) => (
  <>
    {qrCode && (
      // The code is made here from the link, so there is nobody's markup in it.
      <div class="qr" role="img" aria-label="二维码" dangerouslySetInnerHTML={{ __html: qrCode }} />
    )}
    {task.href && (
      <a class="button" href={task.href}>
        {task.button}
      </a>
    )}
    {task.until && (
      <p class="deadline">
        剩余时间 <strong data-until={task.until}>—</strong>
        <br />
        <small>请在 {chinaTime(task.until)}（北京时间）前完成</small>
      </p>
    )}
  </>
);

/** WeChat's own words; where it names a field by its path only, the words say enough. */
const Hints = ({ hints }: { hints: NonNullable<PageView['hints']> }) => (
  <ul class="hints">
    {hints.map(({ field, problem, advice }) => (
      <li key={field + problem}>
        {/\p{Script=Han}/u.test(field) && <strong>{field}：</strong>}
        {[problem, advice].filter(Boolean).join('；')}
      </li>
    ))}
  </ul>
);

const Preparations = ({ task }: { task: TaskView }) => (
  <section class="card">
    <h2>请先准备好</h2>
    <p class="who">{task.who}</p>
    <ul>
      {task.prepare.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
);
