import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Router } from 'express';
import { type ConfirmFile, confirmFiles } from '../messages/platform-domains.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** How long what was read is served without another question, in milliseconds: a stranger who asks for more costs nothing. */
const freshFor = 2_000;
/** The same for a name that is not known, in milliseconds: WeChat asks for a file as soon as it has one. */
const unknownFor = 200;
/** How long Temporal may take, in milliseconds: WeChat fetches the file while it answers a call. */
const limit = 4_000;

/** Reads the confirm files; none where nobody has asked for a domain yet. */
export const confirmFilesOf = (temporal: Client) => (): Promise<readonly ConfirmFile[]> =>
  temporal.withDeadline(Date.now() + limit, () =>
    temporal.workflow
      .getHandle(workflowIds.platformDomains())
      .query(confirmFiles)
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return [];
        throw error;
      }),
  );

/**
 * `/<name>.txt`: the confirm files (校验文件) that business domains serve at their root, byte for byte. Those that are known
 * are served while Temporal is away too.
 */
export const createConfirmFiles = (read: () => Promise<readonly ConfirmFile[]>): Router => {
  let known: readonly ConfirmFile[] | undefined;
  let readAt = 0;
  let reading: Promise<void> | undefined;
  const current = async (after = Date.now() - freshFor): Promise<readonly ConfirmFile[]> => {
    if (known && readAt > after) return known;
    reading ??= sleep(Math.max(0, readAt + unknownFor - Date.now()))
      .then(read)
      .then((files) => {
        known = files;
        readAt = Date.now();
      })
      .finally(() => {
        reading = undefined;
      });
    try {
      await reading;
    } catch (error) {
      if (!known) throw error;
    }
    return known ?? [];
  };
  const router = Router();
  router.get(/^\/[\w-]{1,100}\.txt$/, async (request, response, next) => {
    const begun = Date.now();
    const named = ({ name }: ConfirmFile) => `/${name}` === request.path;
    const file = (await current()).find(named) ?? (await current(begun - 1)).find(named);
    if (!file) return next();
    response.type('text/plain').send(Buffer.from(file.content));
  });
  return router;
};
