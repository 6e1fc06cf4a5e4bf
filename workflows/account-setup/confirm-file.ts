import type { ConfirmFile } from '../../messages/platform-domains.ts';

/**
 * Where a confirm file (校验文件) must lie, in words: the gateway serves it at the root of our own address, and there it is
 * to be had for other hosts.
 */
export const placing = ({ name }: ConfirmFile, hosts: readonly string[], publicUrl: string): string => {
  const ours = `${publicUrl}/${name}`;
  const others = hosts.map((host) => `https://${host}/${name}`).filter((place) => place !== ours);
  if (others.length === 0) return `The gateway serves ${ours}.`;
  return `${others.join(' and ')} must serve the file ${ours} byte for byte.`;
};
