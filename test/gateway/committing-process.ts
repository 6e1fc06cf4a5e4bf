import { openInbox } from '../../api/callbacks/inbox.ts';

// Commits callbacks without end, 16 at a time, and says so after each: whoever kills it knows what must be there.
const [directory = ''] = process.argv.slice(2);
const inbox = await openInbox(directory);
let next = 0;
const commitForEver = async () => {
  for (;;) {
    const encrypted = String(next++);
    await inbox.commit({ lane: 'others', queue: 'wx1' }, { encrypted, receivedAt: Date.now() });
    process.stdout.write(`${encrypted}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, commitForEver));
