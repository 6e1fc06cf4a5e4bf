import type { Client } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import { z } from 'zod';
import type { Ids } from '../credentials/ids.ts';
import type { MaterialStore } from '../materials/store.ts';
import type { Request } from '../messages/actions.ts';
import type { Link, ProcessResult } from '../messages/progress.ts';
import type { EndpointName } from '../wechat/client.ts';
import type { Words } from '../wechat/missing-permission.ts';
import type { ChangeRole } from './http/caller.ts';
import type { PageContent } from './pages/content.ts';
import type { PagePath } from './pages/link.ts';

/** A workflow that people start or steer through the API. */
type ProcessWorkflow = (input: never) => Promise<ProcessResult>;

/** The names of a module's workflows that are processes. */
type ProcessName<Workflows> = {
  [K in keyof Workflows]: Workflows[K] extends ProcessWorkflow ? K : never;
}[keyof Workflows] &
  string;

/** What a workflow takes, without the `request`, which is filled in. */
type InputOf<Workflow> = Workflow extends (input: infer Input) => unknown ? Omit<Input, 'request'> : never;

/** What a start has to go by. */
export type StartContext = {
  readonly temporal: Client;
  readonly ids: Ids;
  readonly materials: MaterialStore;
  /** The address of the merchant's page of the workflow about to start; empty where the process has none. */
  readonly page: string;
  /** The address of another page of the workflow about to start, for so many milliseconds. */
  readonly pageAt: (path: PagePath, life: number) => string;
  /** Where the API shows the latest run of the workflow about to start. */
  readonly url: string;
  /** The id of the workflow about to start. */
  readonly workflowId: string;
  /** The same for a workflow that this one will start. */
  readonly of: (process: Process, workflowId: string) => StartContext;
  /** What is wrong with our public address, where merchants could not come from it to WeChat's pages. */
  readonly publicUrlTrouble?: Words;
};

/** A start, ready to be made. */
export type Start<Input> = {
  readonly input: Input;
  /** In one line of words, for Temporal's UI. */
  readonly summary: string;
  readonly appid?: string;
  readonly merchantId?: string;
  /** Pointers by which pushes find the workflow; see `externalIds`. */
  readonly externalIds?: readonly string[];
  /** Pages that the start answers at once. */
  readonly links?: readonly Link[];
  /** What the start answers where something stands in the way of its use. */
  readonly warning?: Words;
  /** What the merchant's page shows of the matter: a label and a value each. */
  readonly subject?: readonly (readonly [label: string, value: string])[];
};

/** How a process is started from a body. */
type StartSpec<Input, Body extends z.ZodObject> = {
  readonly role: ChangeRole;
  readonly body: Body;
  /** The business key: two starts with the same id are the same thing. */
  readonly id: (body: z.output<Body>, ids: Ids) => string;
  /** Throws a problem where the body asks for something that can't be. */
  readonly prepare: (body: z.output<Body>, context: StartContext) => Start<Input> | Promise<Start<Input>>;
};

/** An action's arguments beside who and why. */
type Extra<Arg> = Omit<Arg, keyof Request>;

type ActionSpec<Arg extends Request> = {
  readonly update: UpdateDefinition<void, [Arg], string>;
  readonly role: ChangeRole;
  readonly title: string;
} & (keyof Extra<Arg> extends never
  ? { readonly body?: never; readonly check?: never }
  : {
      readonly body: z.ZodObject & z.ZodType<Extra<Arg>>;
      /** Rejects with a problem where the body asks for something that can't be. */
      readonly check?: (extra: Extra<Arg>, context: ActionContext) => Promise<void>;
    });

/** What the check of an action has to go by. */
export type ActionContext = Pick<StartContext, 'materials'>;

/** What a person may ask of a running process. */
export type Action = {
  /** The update's name and the last segment of the path. */
  readonly name: string;
  readonly role: ChangeRole;
  readonly title: string;
  /** What the update takes beside who and why. */
  readonly body: z.ZodObject;
  readonly check?: (body: unknown, context: ActionContext) => Promise<void>;
  /** What the update takes, made of the body; the body itself where it is absent. Rejects with a problem. */
  readonly prepare?: (body: unknown, context: StartContext) => Promise<object>;
};

/** Declares an action; where its update takes more than who and why, `body` must give just that. */
export const action = <Arg extends Request>({ update, role, title, body, check }: ActionSpec<Arg>): Action => ({
  name: update.name,
  role,
  title,
  body: body ?? z.strictObject({}),
  ...(body && check ? { check: (read, context) => check(body.parse(read), context) } : {}),
});

/** Declares an action whose update takes what has to be made of the body first. */
export const preparedAction = <Arg extends Request, Body extends z.ZodObject>({
  update,
  role,
  title,
  body,
  prepare,
}: {
  readonly update: UpdateDefinition<void, [Arg], string>;
  readonly role: ChangeRole;
  readonly title: string;
  readonly body: Body;
  readonly prepare: (body: z.output<Body>, context: StartContext) => Promise<Extra<Arg>>;
}): Action => ({
  name: update.name,
  role,
  title,
  // What was read is read again: only so is it of the body's own type.
  body,
  prepare: (read, context) => prepare(body.parse(read), context),
});

/** A start as a body asks for it. */
export type AskedStart = {
  readonly id: (ids: Ids) => string;
  /** Rejects with a problem where the body asks for something that can't be. */
  readonly prepare: (context: StartContext) => Promise<Start<object>>;
};

/** A process as its routes need it: the type of a start's body is closed over by its schema. */
export type Process = {
  readonly path: string;
  readonly workflow: string;
  readonly title: string;
  /** The calls of WeChat it makes; the permission sets (权限集) that an account must grant follow from them. */
  readonly calls: readonly EndpointName[];
  /** Those of them that change what it manages, and so are not made by hand; what is not repeatable is among them untold. */
  readonly owns?: readonly EndpointName[];
  readonly actions: readonly Action[];
  readonly page?: PageContent;
  readonly start?: {
    readonly role: ChangeRole;
    readonly body: z.ZodType<AskedStart>;
  };
};

type ProcessSpec<Workflows, Name extends ProcessName<Workflows>, Body extends z.ZodObject> = {
  /** The kebab-case plural of the workflow, below `/v1`. */
  readonly path: `/${string}`;
  readonly workflow: Name;
  readonly title: string;
  /** The calls of WeChat it makes; the permission sets (权限集) that an account must grant follow from them. */
  readonly calls: readonly EndpointName[];
  /** Those of them that change what it manages, and so are not made by hand; what is not repeatable is among them untold. */
  readonly owns?: readonly EndpointName[];
  /** Absent where only the gateway starts it. */
  readonly start?: StartSpec<InputOf<Workflows[Name]>, Body>;
  readonly actions: readonly Action[];
  /** The merchant's page, where the merchant has something to do. */
  readonly page?: PageContent;
};

/** Makes the declaration for one module of workflows; only types of that module are needed. */
export const processOf =
  <Workflows>() =>
  <const Name extends ProcessName<Workflows>, Body extends z.ZodObject = z.ZodObject>({
    start,
    ...rest
  }: ProcessSpec<Workflows, Name, Body>): Process => ({
    ...rest,
    ...(start
      ? {
          start: {
            role: start.role,
            body: start.body.transform(
              (body): AskedStart => ({
                id: (ids) => start.id(body, ids),
                prepare: async (context) => start.prepare(body, context),
              }),
            ),
          },
        }
      : {}),
  });

/**
 * Declares a process. Its routes, its row in the OpenAPI document and its merchant's page follow; a workflow that does
 * not exist, an input that does not fit it, and a role that may not change anything do not compile.
 */
export const process = processOf<typeof import('../workflows/index.ts')>();
