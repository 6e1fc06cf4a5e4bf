import { readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { connect } from '../temporal/connect.ts';
import { type OldKey, rotateKeys } from '../temporal/rotate-keys.ts';

/** How many runs are named at most. */
const named = 20;

try {
  await rotate();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function rotate() {
  const { env } = process.env.NODE_ENV === 'production' ? process : completeForDevelopment(process.env);
  const { encryptionKeys: ring, temporal: target } = readConfig(env);
  const [current, ...others] = ring;
  if (others.length === 0) {
    console.log(
      `The ring holds only ${current?.id}. Put the new key first and keep the old one behind it: ENCRYPTION_KEYS.`,
    );
  }
  const temporal = connect({ ...target, ring });
  try {
    for (const key of await rotateKeys({ temporal, ring, say: console.log })) report(key);
  } finally {
    await temporal.connection.close();
  }
}

function report({ id, open, closed, readableUntil }: OldKey) {
  if (open.length > 0) {
    console.log(`\n${id} is still needed by ${open.length} open workflows; it is free when they are over:`);
    for (const { workflowId, type } of open.slice(0, named)) console.log(`  ${type} ${workflowId}`);
    if (open.length > named) console.log(`  and ${open.length - named} more`);
  } else if (readableUntil === undefined || readableUntil < Date.now()) {
    console.log(`\n${id} is free: take it out of ENCRYPTION_KEYS.`);
  } else {
    console.log(`\nNo open workflow needs ${id}. It is free on ${new Date(readableUntil).toISOString()}:`);
    console.log(`until then ${closed} closed workflows can be read with it, and without it not.`);
  }
}
