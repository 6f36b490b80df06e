import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { DataLossError, FailedPreconditionError, InvalidArgumentError, UnimplementedError } from '@varscope/spec/errors';
import { localFiles } from './local-files.js';
import { readFile } from './read-file.js';
import { fileSystemChecks } from './testing/file-system-checks.js';
import { urlFiles } from './url-files.js';

/** What the server does with a request for a file that it has. */
type Serve = (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void;

let contents: ReadonlyMap<string, Uint8Array> = new Map();
let serve: Serve;
const requests: string[] = [];

const server = await new Promise<Server>((resolve) => {
  const made = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url as string, 'http://host').pathname.slice('/files/'.length)); // it has one
    requests.push(`${request.method} ${path} ${request.headers.range ?? ''}`.trim());
    const bytes = contents.get(path);
    if (bytes === undefined) response.writeHead(404).end('no such file');
    else serve(request, response, bytes);
  }).listen(0, '127.0.0.1', () => resolve(made));
});
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const base = `${origin}/files`;
afterAll(() => void server.close());

const withRanges: Serve = (request, response, bytes) => {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (range === null) return void response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  const [start, end] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
  if (start >= bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  response.writeHead(206, { 'content-range': `bytes ${start}-${end}/${bytes.length}` }).end(bytes.subarray(start, end + 1));
};
const withoutRanges: Serve = (_, response, bytes) => void response.writeHead(200).end(bytes);

beforeEach(() => {
  serve = withRanges;
  requests.length = 0;
});

describe('urlFiles on a server with ranges', () => {
  for (const { name, run } of checks(withRanges)) it(name, run);
});

describe('urlFiles on a server that ignores ranges', () => {
  for (const { name, run } of checks(withoutRanges)) it(name, run);
});

function checks(serving: Serve): ReturnType<typeof fileSystemChecks> {
  const create = (files: ReadonlyMap<string, Uint8Array>): ReturnType<typeof urlFiles> => {
    contents = files;
    serve = serving;
    return urlFiles(base);
  };
  return fileSystemChecks(create, { isReadOnly: true, canList: false });
}

describe('urlFiles', () => {
  beforeEach(() => {
    contents = new Map([['a', Uint8Array.of(1, 2, 3, 4)]]);
  });

  it('asks for no more than what is read', async () => {
    const file = await urlFiles(`${base}/`).open('a');
    await file.read(1, new Uint8Array(2));
    expect(requests).toEqual(['GET a bytes=0-0', 'GET a bytes=1-2']);
  });

  it('asks for the size where the server keeps that of the whole file to itself', async () => {
    serve = (request, response, bytes) => {
      if (request.method === 'HEAD') response.writeHead(200, { 'content-length': bytes.length }).end();
      else response.writeHead(206).end(bytes.subarray(0, 1));
    };
    expect((await urlFiles(base).open('a')).size).toBe(4);
    serve = (request, response) => void response.writeHead(request.method === 'HEAD' ? 405 : 206).end();
    await expect(urlFiles(base).open('a')).rejects.toSatisfy(FailedPreconditionError.isInstance);
  });

  it('fetches the whole file once from a server that ignores ranges', async () => {
    serve = withoutRanges;
    const file = await urlFiles(base).open('a');
    await file.read(0, new Uint8Array(2));
    await file.read(2, new Uint8Array(2));
    expect(requests).toEqual(['GET a bytes=0-0']);
  });

  it('takes an address as a path when there is no folder', async () => {
    expect(await readFile(urlFiles(), `${base}/a`)).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(await readFile(localFiles(), `${base}/a`)).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  it('tells a server that fails from a file that is not there', async () => {
    serve = (_, response) => void response.writeHead(503).end();
    await expect(urlFiles(base).open('a')).rejects.toThrow('The server answered 503');
    await expect(urlFiles(base).exists('a')).rejects.toSatisfy(FailedPreconditionError.isInstance);
    const opening = urlFiles('http://127.0.0.1:1').open('a');
    await expect(opening).rejects.toSatisfy(FailedPreconditionError.isInstance);
    await expect(opening).rejects.toThrow('cannot be reached; or, in a browser,');
  });

  it('refuses addresses of files on a disk', async () => {
    await expect(urlFiles().open('file:///a')).rejects.toSatisfy(InvalidArgumentError.isInstance);
    await expect(urlFiles(new URL('./', import.meta.url)).exists('a')).rejects.toThrow('nodeFiles reads it in Node');
  });

  it('notices a file that changed since it was opened', async () => {
    const file = await urlFiles(base).open('a');
    contents = new Map([['a', Uint8Array.of(1, 2, 3)]]);
    await expect(file.read(0, new Uint8Array(2))).rejects.toSatisfy(DataLossError.isInstance);
  });

  it('notices an answer of another length', async () => {
    const file = await urlFiles(base).open('a');
    const headers = { 'content-range': 'bytes 0-1/4' };
    serve = (_, response, bytes) => void response.writeHead(206, headers).end(bytes);
    await expect(file.read(0, new Uint8Array(2))).rejects.toSatisfy(DataLossError.isInstance);
    serve = (_, response, bytes) => void response.writeHead(206, headers).end(bytes.subarray(0, 1));
    await expect(file.read(0, new Uint8Array(2))).rejects.toSatisfy(DataLossError.isInstance);
  });

  it('lists nothing', async () => {
    await expect(urlFiles(base).list('')).rejects.toSatisfy(UnimplementedError.isInstance);
  });
});
