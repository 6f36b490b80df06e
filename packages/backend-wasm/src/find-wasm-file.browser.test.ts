import { afterEach, describe, expect, it, vi } from 'vitest';
import { findWasmFile } from './find-wasm-file.js';

const NAME = 'tfjs-backend-wasm-simd.wasm';
const MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

afterEach(() => { vi.unstubAllGlobals(); });

/** Places of the file at URLs that are answered as given. */
function serve(answers: Readonly<Record<string, () => Response>>): Parameters<typeof findWasmFile>[1] {
  vi.stubGlobal('fetch', async (url: string) => answers[url]?.() ?? Promise.reject(new TypeError('Failed to fetch')));
  return Object.keys(answers).map((url) => ({ [NAME]: url, 'tfjs-backend-wasm.wasm': '' }));
}

describe('findWasmFile', () => {
  it('takes the first place that has WebAssembly, and says what was wrong with those before it', async () => {
    const places = serve({
      '/missing': () => new Response('', { status: 404 }),
      '/page': () => new Response('<!doctype html>'),
      '/here': () => new Response(MODULE),
      '/too': () => new Response(MODULE),
    });
    const { file, failures } = await findWasmFile(NAME, places);
    expect(file).toEqual({ url: '/here', bytes: MODULE });
    expect(failures).toEqual(['/missing (status 404)', '/page (not WebAssembly)']);
  });

  it('finds nothing where no place has it', async () => {
    const places = serve({ '/empty': () => new Response('') });
    expect(await findWasmFile(NAME, [...places, { [NAME]: '/offline', 'tfjs-backend-wasm.wasm': '' }])).toEqual({
      file: null,
      failures: ['/empty (not WebAssembly)', '/offline (Failed to fetch)'],
    });
  });

  it('passes over places that do not name the file', async () => {
    const places = serve({ '/here': () => new Response(MODULE) });
    expect(await findWasmFile('tfjs-backend-wasm-threaded-simd.wasm', places)).toEqual({ file: null, failures: [] });
  });
});
