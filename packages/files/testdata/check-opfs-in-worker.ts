/** A worker that runs the checks of file systems on OPFS, and tells what it does to the files. See ../src/opfs-files.browser.test.ts. */
import { fileSystemChecks } from '@varscope/files/testing';
import { opfsFiles, writeFile } from '@varscope/files';

interface SyncAccess {
  flush(): void;
  close(): void;
}
const scope = globalThis as unknown as { readonly FileSystemSyncAccessHandle: { readonly prototype: SyncAccess } }; // workers have it
const events: string[] = [];

/** Notes every call of a method. */
function watch<K extends string>(prototype: Record<K, (...values: never[]) => unknown>, name: K): void {
  const original = prototype[name];
  prototype[name] = function (this: unknown, ...values: never[]) {
    events.push(name);
    return original.apply(this, values);
  };
}

async function run(): Promise<unknown> {
  const root = await navigator.storage.getDirectory();
  const open = async (): Promise<FileSystemDirectoryHandle> => await root.getDirectoryHandle(crypto.randomUUID(), { create: true });
  const failures: string[] = [];
  for (const { name, run: check } of fileSystemChecks(async () => opfsFiles(await open()))) {
    await check().catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
  }
  watch(scope.FileSystemSyncAccessHandle.prototype as SyncAccess & Record<string, () => void>, 'flush');
  watch(scope.FileSystemSyncAccessHandle.prototype as SyncAccess & Record<string, () => void>, 'close');
  watch(FileSystemFileHandle.prototype as unknown as Record<string, () => void>, 'move'); // browsers have it
  await writeFile(opfsFiles(await open()), 'm/a', new Uint8Array(5));
  return { failures, events };
}

void run().then((result) => self.postMessage(result));
