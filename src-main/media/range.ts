/** `end` is not part of it. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a `Range` header asks for (RFC 9110, 14.1): `all` where there is none, or one that may be ignored (another unit, several
 * ranges, nonsense); `none` where nothing of it is there.
 */
export function readRange(header: string | null, size: number): ByteRange | 'all' | 'none' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all';
  if (first === '') return suffix(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start < size ? { start, end } : 'none';
}

function suffix(bytes: number, size: number): ByteRange | 'none' {
  return bytes === 0 || size === 0 ? 'none' : { start: Math.max(0, size - bytes), end: size };
}
