const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
/** A comment is at most as long as its length of two bytes says. */
const LONGEST_COMMENT = 0xffff
/** Documents have a few dozen parts, large workbooks some hundreds. */
const MOST_PARTS = 5_000
const ENCRYPTED = 0x1

/**
 * The names of the parts of a ZIP archive, as its directory lists them; null when it is broken, encrypted, has more than the
 * directory tells, or holds a name that leads out of the folder. Source: PKWARE APPNOTE 6.3.10, 4.3.
 */
export function zipNames(bytes: Uint8Array): readonly string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (count === 0 || count > MOST_PARTS || start + size !== end) return null
  const names = partsOf(view, { count, start, end })
  return names?.every(isPlain) && new Set(names).size === names.length ? names : null
}

/** Where the end record begins: the last one whose comment ends with the file. */
function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT)
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    const isEnd = view.getUint32(at, true) === END
    if (isEnd && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return null
}

type Directory = { readonly count: number; readonly start: number; readonly end: number }

function partsOf(view: DataView, directory: Directory): readonly string[] | null {
  const names: string[] = []
  let at = directory.start
  while (names.length < directory.count) {
    const part = partAt(view, at, directory)
    if (part === null) return null
    names.push(part.name)
    at = part.next
  }
  return at === directory.end ? names : null
}

/** One entry of the directory; null when it is broken or encrypted, or the part itself says another name. */
function partAt(view: DataView, at: number, { start, end }: Directory) {
  if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) return null
  const [called = 0, ...others] = [28, 30, 32].map((place) => view.getUint16(at + place, true))
  const next = others.reduce((sum, length) => sum + length, at + CENTRAL_BYTES + called)
  const local = view.getUint32(at + 42, true)
  if (next > end || local + LOCAL_BYTES > start || view.getUint32(local, true) !== LOCAL) return null
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) return null
  // What the part calls itself must be what the directory calls it: programs differ in which of the two they believe.
  const own = Math.min(view.getUint16(local + 26, true), start - local - LOCAL_BYTES)
  const name = nameAt(view, at + CENTRAL_BYTES, called)
  return name === nameAt(view, local + LOCAL_BYTES, own) ? { name, next } : null
}

const nameAt = (view: DataView, at: number, length: number): string =>
  Array.from({ length }, (_, offset) => String.fromCharCode(view.getUint8(at + offset))).join('')

/** No control characters, no way out of the folder, no other kind of separator. */
const isPlain = (name: string): boolean =>
  name !== '' && !/[\p{Cc}\\:]/u.test(name) && !name.startsWith('/') && !name.split('/').includes('..')
