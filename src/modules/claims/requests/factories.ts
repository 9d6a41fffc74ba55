import { crc32 } from 'node:zlib'

// Files as programs write them, for tests.

type Part = { readonly name: string; readonly content?: string }

/** A ZIP archive of parts that are not compressed. */
export function aZip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content = 'x' } of parts) {
    const [called, bytes] = [Buffer.from(name), Buffer.from(content)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(called.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, called, bytes])
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, where, called]))
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listed, end])
}

const CONTENT_TYPES = '[Content_Types].xml'

/** A Word document, a workbook or an OpenDocument text, with the parts that make it one. */
export const aDocument = (kind: 'docx' | 'xlsx' | 'odt' | 'ods', others: readonly Part[] = []): Buffer => {
  if (kind === 'docx') return aZip([{ name: CONTENT_TYPES }, { name: 'word/document.xml' }, ...others])
  if (kind === 'xlsx') return aZip([{ name: CONTENT_TYPES }, { name: 'xl/workbook.xml' }, ...others])
  const content = `application/vnd.oasis.opendocument.${kind === 'odt' ? 'text' : 'spreadsheet'}`
  return aZip([{ name: 'mimetype', content }, { name: 'content.xml' }, ...others])
}
