import { measureCodec } from './codec.ts';
import { countCost } from './cost.ts';
import { measureInbox } from './inbox.ts';

await measureCodec();
await measureInbox();
await countCost();
