"""Records what the reference implementation makes of good and bad files, in verdicts.json beside this script, and
writes reference.safetensors, a file of its own.

    python3 -m venv DIR && DIR/bin/pip install safetensors==0.8.0 numpy && DIR/bin/python record_verdicts.py
"""
import base64
import json
import os
import struct
import tempfile

import numpy
from safetensors import safe_open
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))
F = '{"dtype":"F32","shape":[2],"data_offsets":[0,8]}'
CASES = []


def raw(what, content):
  CASES.append((what, content))


def case(what, header, data=0, length=None):
  header = header.encode() if isinstance(header, str) else header
  raw(what, struct.pack('<Q', len(header) if length is None else length) + header + bytes(data))


def one(what, dtype='"F32"', shape='[2]', offsets='[0,8]', data=8, more=''):
  case(what, '{"a":{"dtype":%s,"shape":%s,"data_offsets":%s%s}}' % (dtype, shape, offsets, more), data)


# Files.
raw('nothing', b'')
raw('seven bytes', b'\x02\0\0\0\0\0\0')
raw('a length and nothing else', struct.pack('<Q', 2))
raw('length zero', struct.pack('<Q', 0))
case('no tensors', '{}')
case('no tensors, and a byte', '{}', 1)
case('a header one byte longer than the file', '{}', length=3)
case('a header of 100 MB and one byte', '{}', length=100_000_001)
case('a length of 2^63', '{}', length=1 << 63)
case('a length of 2^64 - 1', '{}', length=(1 << 64) - 1)
raw('a length in big-endian', struct.pack('>Q', 2) + b'{}')
# JSON.
case('one tensor', '{"a":%s}' % F, 8)
case('spaces after the header', '{"a":%s}   ' % F, 8)
case('a line break after the header', '{"a":%s}\n' % F, 8)
case('zeros after the header', b'{}\0\0')
case('a space before the header', ' {}')
case('a byte order mark', b'\xef\xbb\xbf{}')
case('an array', '[]')
case('null', 'null')
case('no JSON', '{a}')
case('an unfinished object', '{"a":')
case('a comma too many', '{"a":%s,}' % F, 8)
case('a comment', '{/**/}')
case('two objects', '{}{}')
case('single quotes', "{'a':%s}" % F, 8)
case('bytes that are no UTF-8', b'{"\xff":' + F.encode() + b'}', 8)
case('a surrogate in UTF-8', b'{"\xed\xa0\x80":' + F.encode() + b'}', 8)
case('half a surrogate pair', '{"\\ud800":%s}' % F, 8)
case('a surrogate pair', '{"\\ud83d\\ude00":%s}' % F, 8)
case('the wrong half of a surrogate pair', '{"\\udc00":%s}' % F, 8)
case('a control character in a name', '{"a\nb":%s}' % F, 8)
case('an escaped control character', '{"a\\nb\\u0000":%s}' % F, 8)
case('an escape that is none', '{"\\x41":%s}' % F, 8)
case('an empty name', '{"":%s}' % F, 8)
case('a name of JavaScript', '{"__proto__":%s}' % F, 8)
case('a duplicate tensor', '{"a":%s,"a":%s}' % (F, F), 8)
case('a duplicate tensor, once escaped', '{"a":%s,"\\u0061":%s}' % (F, F), 8)
case('deep nesting of what is not read', '{"a":{"x":%s,%s}' % ('[' * 100 + ']' * 100, F[1:]), 8)
case('nesting without end', '{"a":' + '[' * 500)
# Tensors.
for dtype, size in dict(BOOL=1, U8=1, I8=1, F8_E5M2=1, F8_E4M3=1, I16=2, U16=2, F16=2, BF16=2, I32=4, U32=4, F32=4,
                        C64=8, F64=8, I64=8, U64=8).items():
  one('dtype ' + dtype, '"%s"' % dtype, '[3]', '[0,%d]' % (3 * size), 3 * size)
for dtype in ('C128', 'F128', 'STR', 'f32', 'float32', 'F8_E4M3FN', 'I4', 'BOOLEAN', ''):
  one('dtype "%s"' % dtype, '"%s"' % dtype)
one('dtype null', 'null')
one('dtype 5', '5')
one('a scalar', shape='[]', offsets='[0,4]', data=4)
one('an empty tensor', shape='[3,0]', offsets='[0,0]', data=0)
one('an empty tensor with bytes', shape='[0]', offsets='[0,8]')
one('a size that is negative', shape='[-2]')
one('a size that is minus zero', shape='[-0]', offsets='[0,0]', data=0)
one('a size with a point', shape='[2.0]')
one('a size with an exponent', shape='[2e0]')
one('a size with a leading zero', shape='[02]')
one('a size with a plus', shape='[+2]')
one('a size as text', shape='["2"]')
one('a size that is null', shape='[null]')
one('a size that is a list', shape='[[2]]')
one('a shape that is a number', shape='2')
one('a shape that is null', shape='null')
one('a shape that is an object', shape='{}')
one('a size of 2^64', shape='[18446744073709551616]')
one('a size of 2^64 beside 0', shape='[0,18446744073709551616]', offsets='[0,0]', data=0)
one('an overflow of elements', shape='[4294967296,4294967296]')
one('an overflow of elements to 2', shape='[9223372036854775809,2]')
one('an overflow of elements before 0', shape='[4294967296,4294967296,0]', offsets='[0,0]', data=0)
one('no overflow after 0', shape='[0,4294967296,4294967296]', offsets='[0,0]', data=0)
one('an overflow of bytes to 8', shape='[4611686018427387906]')
one('an overflow of bits', shape='[576460752303423489]')
one('sizes whose product is too large for the file', shape='[1000000,1000000]')
one('too few bytes', shape='[3]')
one('too many bytes', shape='[1]')
one('one offset', offsets='[8]')
one('three offsets', offsets='[0,8,8]')
one('no offsets', offsets='[]')
one('offsets that are null', offsets='null')
one('offsets as text', offsets='["0","8"]')
one('offsets with a point', offsets='[0.0,8.0]')
one('offsets backwards', offsets='[8,0]')
one('offsets that are negative', offsets='[-8,0]')
one('offsets that begin later', offsets='[1,9]', data=9)
one('offsets at the end of 64 bits', offsets='[18446744073709551608,0]')
one('fewer bytes in the file', data=7)
one('more bytes in the file', data=9)
one('more members', more=',"x":{"y":[1,"z",null,1e5]}')
one('a duplicate dtype', more=',"dtype":"F32"')
one('a duplicate shape', more=',"shape":[2]')
one('a duplicate of what is not read', more=',"x":1,"x":1')
case('no dtype', '{"a":{"shape":[2],"data_offsets":[0,8]}}', 8)
case('no shape', '{"a":{"dtype":"F32","data_offsets":[0,8]}}', 8)
case('no data_offsets', '{"a":{"dtype":"F32","shape":[2]}}', 8)
case('a tensor that is null', '{"a":null}')
case('a tensor that is text', '{"a":"F32"}')
case('a tensor that is a list', '{"a":["F32",[2],[0,8]]}', 8)
case('members in another order', '{"a":{"data_offsets":[0,8],"shape":[2],"dtype":"F32"}}', 8)
G = '{"dtype":"F32","shape":[2],"data_offsets":[%d,%d]}'
case('two tensors', '{"a":%s,"b":%s}' % (G % (0, 8), G % (8, 16)), 16)
case('two tensors, the second first', '{"a":%s,"b":%s}' % (G % (8, 16), G % (0, 8)), 16)
case('a hole', '{"a":%s,"b":%s}' % (G % (0, 8), G % (9, 17)), 17)
case('a hole at the beginning', '{"a":%s,"b":%s}' % (G % (8, 16), G % (16, 24)), 24)
case('an overlap', '{"a":%s,"b":%s}' % (G % (0, 8), G % (4, 12)), 12)
case('two in one place', '{"a":%s,"b":%s}' % (G % (0, 8), G % (0, 8)), 8)
case('an empty tensor between', '{"a":%s,"e":{"dtype":"F32","shape":[0],"data_offsets":[8,8]},"b":%s}' % (G % (0, 8), G % (8, 16)), 16)
case('an empty tensor inside another', '{"a":%s,"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}' % (G % (0, 8)), 8)
# Metadata.
M = '{"__metadata__":%s,"a":' + F + '}'
case('metadata', M % '{"format":"pt","x":""}', 8)
case('metadata without members', M % '{}', 8)
case('metadata behind the tensors', '{"a":%s,"__metadata__":{"x":"y"}}' % F, 8)
case('metadata that is null', M % 'null', 8)
case('metadata that is text', M % '"x"', 8)
case('metadata that is a list', M % '[]', 8)
case('metadata with a number', M % '{"x":1}', 8)
case('metadata with null', M % '{"x":null}', 8)
case('metadata with an object', M % '{"x":{"y":"z"}}', 8)
case('metadata twice', '{"__metadata__":{},"__metadata__":{},"a":%s}' % F, 8)
case('metadata with a duplicate key', M % '{"x":"1","x":"2"}', 8)
case('metadata that describe a tensor', '{"__metadata__":%s}' % F, 8)


def verdict(content):
  with tempfile.NamedTemporaryFile(suffix='.safetensors') as f:
    f.write(content)
    f.flush()
    try:
      with safe_open(f.name, framework='numpy') as opened:
        opened.keys()
      return None
    except Exception as error:  # of several classes
      return str(error)


with open(os.path.join(HERE, 'verdicts.json'), 'w') as out:
  rows = []
  for what, content in CASES:
    rows.append(json.dumps(dict(what=what, file=base64.b64encode(content).decode(), error=verdict(content))))
  out.write('[\n' + ',\n'.join(rows) + '\n]\n')

save_file({
    'é/bool': numpy.array([[True], [False]]),
    'u8': numpy.arange(3, dtype='u1'),
    'i8': numpy.arange(-1, 2, dtype='i1'),
    'i16': numpy.arange(-1, 2, dtype='i2'),
    'u16': numpy.arange(3, dtype='u2'),
    'f16': numpy.array([1.5, -2], dtype='f2'),
    'i32': numpy.arange(6, dtype='i4').reshape(2, 3),
    'u32': numpy.arange(2, dtype='u4'),
    'f32/b': numpy.array(0.5, dtype='f4'),
    'f32/a': numpy.zeros([0, 3], dtype='f4'),
    '\U0001f600': numpy.array([1, 2], dtype='f4'),
    '\uffff': numpy.array([3], dtype='f4'),
    'c64': numpy.array([1 + 2j], dtype='c8'),
    'f64': numpy.array([0.1]),
    'i64': numpy.array([-1 << 62]),
    'u64': numpy.array([1 << 63], dtype='u8'),
    'quote"\\\n': numpy.array([7], dtype='u1'),
}, os.path.join(HERE, 'reference.safetensors'), metadata={'format': 'a "test"\n\x1f'})
