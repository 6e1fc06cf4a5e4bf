import type { MaterialType } from './types.ts';

/** A file that is kept. */
export type Material = {
  /** `sha256:` and the hash of its content in hex: what workflows carry in its place. */
  readonly material: string;
  readonly type: MaterialType;
  /** In bytes. */
  readonly size: number;
};

/** How large a file of each type may be, in bytes; a type that is not named is not taken. */
export type MaterialLimits = Readonly<Partial<Record<MaterialType, number>>>;

/** What became of a file that was to be kept. */
export type Kept =
  | ({ readonly kind: 'kept' } & Material)
  | { readonly kind: 'empty' | 'other-type' }
  | { readonly kind: 'too-large'; readonly largest: number };

/** Whether a holder goes on; `undefined` where nothing is known of it. */
export type HolderGoesOn = (holder: string) => Promise<boolean | undefined>;

/**
 * Where merchants' files lie between their upload and the end of the processes that need them: encrypted, and addressed by
 * their content. A directory does it here; an object store can do the same behind this interface.
 */
export type MaterialStore = {
  /** Keeps a file, without ever holding all of it in memory. Nothing stays of one that is refused. */
  keep(bytes: AsyncIterable<Uint8Array>, limits: MaterialLimits): Promise<Kept>;
  /** What is known of a file, or `undefined` where there is none. */
  describe(material: string): Promise<Material | undefined>;
  /** Its content, or `undefined` where there is none. Throws where it was altered or its key has left the ring. */
  read(material: string): Promise<Buffer | undefined>;
  /** Says that a process needs the file: it stays until that process lets it go. False where there is none. */
  hold(material: string, holder: string): Promise<boolean>;
  /** The process needs it no more; what nobody holds, and nobody has kept again since, is deleted. */
  letGo(material: string, holder: string): Promise<void>;
  /**
   * Deletes what nobody has held since it was kept, so many milliseconds ago, and lets go for holders that have ended
   * without doing so.
   */
  tidy(age: number, goesOn: HolderGoesOn): Promise<void>;
};
