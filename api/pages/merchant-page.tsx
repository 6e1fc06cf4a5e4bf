import type { ComponentChildren } from 'preact';
import { chinaTime } from './china-time.ts';
import { Document } from './document.tsx';
import { fieldNameOf } from './field-names.ts';
import { type MerchantView, type OtherMatter, wordOf } from './merchant-view.ts';
import { refreshScript } from './refresh-script.ts';
import type { PageView } from './view.ts';

type MerchantPageProps = {
  readonly page: MerchantView;
  /** The links of tasks as SVG. */
  readonly qrCodes: ReadonlyMap<string, string>;
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly nonce: string;
};

/** The merchant's page: the task that is most urgent, then what else there is. */
export const MerchantPage = ({ page, qrCodes, now, nonce }: MerchantPageProps) => {
  const { top: view } = page;
  return (
    <Document
      title={view.heading}
      nonce={nonce}
      {...(page.still ? {} : { script: refreshScript(wordOf(page), now), refresh: 30 })}
    >
      <header>
        <h1>{view.heading}</h1>
        <Subject view={view} />
      </header>
      <Card state={view.state}>
        <h2>{view.title}</h2>
        <Words view={view} qrCodes={qrCodes} />
      </Card>
      {view.task && <Preparations task={view.task} />}
      <FurtherTasks tasks={page.tasks} qrCodes={qrCodes} />
      <OtherMatters title="正在办理" matters={page.underWay} />
      <OtherMatters title="最近结束" matters={page.ended} />
    </Document>
  );
};

const Subject = ({ view }: { view: PageView }) => (
  <dl>
    {view.subject.map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

type WordsProps = Pick<MerchantPageProps, 'qrCodes'> & { readonly view: PageView };

/** What a matter says, and its task. */
const Words = ({ view, qrCodes }: WordsProps) => (
  <>
    <p>{view.text}</p>
    <Times times={view.times} />
    {view.note && <p class="reason">{view.note}</p>}
    {view.reason && <p class="reason">微信反馈：{view.reason}</p>}
    {view.hints && <Hints hints={view.hints} />}
    {view.task && <Task task={view.task} qrCodes={qrCodes} />}
  </>
);

const Times = ({ times }: Pick<PageView, 'times'>) =>
  times.length === 0 ? null : (
    <p class="note">{times.map(([label, at]) => `${label}：${chinaTime(at)}（北京时间）`).join('，')}</p>
  );

const Card = ({ state, children }: { state: PageView['state']; children: ComponentChildren }) => (
  <main class={`card ${state}`} data-state={state}>
    {children}
  </main>
);

type TaskView = NonNullable<PageView['task']>;

const Task = ({ task, qrCodes }: Pick<MerchantPageProps, 'qrCodes'> & { readonly task: TaskView }) => (
  <>
    {task.href && <QrCode svg={qrCodes.get(task.href) ?? ''} />}
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

/** The code is made here from the link, so there is nobody's markup in it. */
const QrCode = ({ svg }: { svg: string }) => (
  <div class="qr" role="img" aria-label="二维码" dangerouslySetInnerHTML={{ __html: svg }} />
);

/** WeChat's own words for each field. */
const Hints = ({ hints }: { hints: NonNullable<PageView['hints']> }) => (
  <ul class="hints">
    {hints.map(({ field, problem, advice }) => (
      <li key={field + problem}>
        {fieldNameOf(field) && <strong>{fieldNameOf(field)}：</strong>}
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

type FurtherTasksProps = Pick<MerchantPageProps, 'qrCodes'> & { readonly tasks: readonly OtherMatter[] };

/** Each opens to all that the task on top shows. */
const FurtherTasks = ({ tasks, qrCodes }: FurtherTasksProps) =>
  tasks.length === 0 ? null : (
    <section>
      <h2>其他待办（{tasks.length}）</h2>
      {tasks.map(({ id, view }) => (
        <details key={id} id={id} class={`card ${view.state}`}>
          <summary>
            <span>
              <Label view={view} />
              <strong>{view.title}</strong>
              {view.task?.until && <small>请在 {chinaTime(view.task.until)}（北京时间）前完成</small>}
            </span>
          </summary>
          <Subject view={view} />
          <Words view={view} qrCodes={qrCodes} />
          {view.task && <Preparations task={view.task} />}
        </details>
      ))}
    </section>
  );

const OtherMatters = ({ title, matters }: { title: string; matters: readonly OtherMatter[] }) =>
  matters.length === 0 ? null : (
    <section class="card">
      <h2>{title}</h2>
      {matters.map(({ id, view, closedAt }) => (
        <div key={id} class="matter">
          <Label view={view} />
          <strong>{view.title}</strong>
          {view.reason && <small>微信反馈：{view.reason}</small>}
          {view.times.map(([label, at]) => (
            <small key={label}>
              {label}：{chinaTime(at)}
            </small>
          ))}
          {view.hints && <Hints hints={view.hints} />}
          {closedAt && view.times.length === 0 && <small>{chinaTime(closedAt)}</small>}
        </div>
      ))}
    </section>
  );

const Label = ({ view }: { view: PageView }) => (
  <small>
    {view.heading}
    {view.subject[0] && `：${view.subject[0][1]}`}
  </small>
);
