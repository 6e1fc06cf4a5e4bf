import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config/config.ts';
import { completeForDevelopment } from '../config/development.ts';
import { connect } from '../temporal/connect.ts';
import { createPayloadCodec } from '../temporal/payload-codec.ts';
import { readableHistory } from './readable-history.ts';

// node --import tsx scripts/save-history.ts <workflow id> <name> [--run <run id>]: saves what `test/histories.test.ts` replays.
const { positionals, values } = parseArgs({ allowPositionals: true, options: { run: { type: 'string' } } });
const [workflowId, name] = positionals;
if (!workflowId || !name) throw new Error('Say which workflow and under what name: save-history <workflow id> <name>.');

const config = readConfig(completeForDevelopment(process.env).env);
const temporal = connect({ ...config.temporal, ring: config.encryptionKeys });
const handle = temporal.workflow.getHandle(workflowId, values.run);
writeFileSync(
  `test/histories/${name}.json`,
  `${await readableHistory(handle, createPayloadCodec(config.encryptionKeys))}\n`,
);
await temporal.connection.close();
