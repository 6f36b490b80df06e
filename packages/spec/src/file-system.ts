/** A file opened for reading: its size does not change while it is open. */
export interface ReadableFile {
  /** How errors name it. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /**
   * Fills `into` with the bytes from `offset` on.
   * @throws DataLossError when the file ends before.
   */
  read(offset: number, into: Uint8Array): Promise<void>;
  /** The same, at once, where the system has it. Memory that may be replaced while others run needs it. */
  readSync?(offset: number, into: Uint8Array): void;
  close(): Promise<void>;
}

/** A file being written. Nobody sees it under its path before `commit`. */
export interface WritableFile {
  readonly path: string;
  /** Appends; the bytes are the caller's again when it is done. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Ends a record, such as a variable: what was written since the one before is stored by itself, and can be read without
   * its neighbours. Only of systems that store records; they gather what is small, so that the caller need not.
   */
  endRecord?(): void;
  /** Makes it last (`fsync` where there is such a thing) and gives it its path, in place of a file that had it. */
  commit(): Promise<void>;
  /** Removes what was written. After `commit` it does nothing. */
  abort(): Promise<void>;
}

/**
 * Where files are: a disk, memory, files that a user chose, a web server, a browser's own file system. Paths have `/`
 * between their parts. Read-only systems refuse to write with an UnimplementedError.
 */
export interface FileSystem {
  /** @throws FileNotFoundError when there is no such file. */
  open(path: string): Promise<ReadableFile>;
  exists(path: string): Promise<boolean>;
  /** Whether there is such a folder; only of systems whose folders exist by themselves, as those of a disk do. */
  hasFolder?(path: string): Promise<boolean>;
  /** Names of the files in a folder, without it, sorted; of a folder that does not exist: none. */
  list(folder: string): Promise<string[]>;
  /** Starts a file, and makes the folders it is in. */
  create(path: string): Promise<WritableFile>;
  /** Gives a file another path, in place of a file that had it, in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is not there is no error. */
  remove(path: string): Promise<void>;
}
