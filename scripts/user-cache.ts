import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for what all clones of one user share. */
export const userCache = (env: NodeJS.ProcessEnv): string => {
  const base = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  return join(env.XDG_CACHE_HOME || base, 'weft');
};
