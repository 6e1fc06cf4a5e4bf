import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/** An unused namespace of the run's Temporal server: entities such as `component` exist once in a namespace. */
export const claimNamespace = async (): Promise<string> => {
  const claims = inject('namespaceClaims');
  for (const namespace of inject('namespaces')) {
    // Test files run in processes of their own; making a folder is atomic over all of them.
    const ours = await mkdir(join(claims, namespace)).then(
      () => true,
      () => false,
    );
    if (ours) return namespace;
  }
  throw new Error('All namespaces are taken; raise their number in test/setup/temporal-server.ts.');
};
