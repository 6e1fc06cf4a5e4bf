import { writeFileSync } from 'node:fs';
import { weChatTables } from './wechat-tables.ts';

for (const [file, text] of Object.entries(weChatTables())) {
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}
