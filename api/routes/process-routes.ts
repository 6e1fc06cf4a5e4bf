import type { Route } from '../http/route.ts';
import type { Process } from '../process.ts';
import { actionRoutes } from './act.ts';
import type { ProcessDeps } from './deps.ts';
import { overviewRoute } from './overview.ts';
import { showRoutes } from './show.ts';
import { startRoutes } from './start.ts';
import { watchRoutes } from './watch.ts';

/** Everything that follows from a process's declaration: start, list, read, watch, actions. A start may meet another of `all`. */
export const processRoutes = (
  deps: ProcessDeps,
  process: Process,
  all: readonly Process[] = [process],
): readonly Route[] => [
  ...startRoutes(deps, process, all),
  overviewRoute(deps, process),
  ...showRoutes(deps, process),
  ...watchRoutes(deps, process),
  ...actionRoutes(deps, process),
];
