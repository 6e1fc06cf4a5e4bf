import { longestPageLife } from '../../messages/page-links.ts';
import type { Link, Progress } from '../../messages/progress.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import type { PageLinks } from '../pages/link.ts';
import type { Run } from '../routes/run.ts';

/** The `rel` of the link by which a merchant grants what a process lacks. */
export const lackingRel = 'grant';

/**
 * A process as it is shown: where it waits for what a merchant did not grant, with the link to do so. The link is made
 * when it is shown, as if with the run, so that it stays the same; the authorization link behind it is made when it is opened.
 */
export const withLackingLink = <P extends Progress>(pages: PageLinks, run: Run, progress: P): P => {
  const { typedSearchAttributes: attributes, startTime } = run.description;
  // A link is a merchant's, by its id.
  if (!progress.waitingFor?.lacks || attributes.get(searchAttributes.MerchantId) === undefined) return progress;
  const href = pages.href(run.id, longestPageLife, '/authorize/lacking', startTime.getTime());
  const link: Link = { rel: lackingRel, title: 'For the merchant: grants what is lacking (补充授权)', href };
  return { ...progress, links: [...progress.links, link] };
};
