import { openInbox } from '../../api/callbacks/inbox.ts';

// Runs under a limit on the size of files: a write beyond it fails as on a full disk, once its signal is handled.
process.on('SIGXFSZ', () => undefined);
const [directory = ''] = process.argv.slice(2);
const inbox = await openInbox(directory);
const entry = { encrypted: 'x'.repeat(10_000), receivedAt: 1 };
const commit = () =>
  inbox.commit({ lane: 'others', queue: 'wx1' }, entry).then(
    () => true,
    () => false,
  );

let taken = 0;
while (taken < 10_000 && (await commit())) taken += 1;
const kept = inbox.waiting().count === taken;
const refused = taken < 10_000;
for (const key of inbox.keys('others', 0, taken)) await inbox.remove(key).catch(() => undefined);
const writableAgain = (await inbox.writable()) && (await commit());
await inbox.close();
process.stdout.write(JSON.stringify({ refused, kept, writableAgain }));
