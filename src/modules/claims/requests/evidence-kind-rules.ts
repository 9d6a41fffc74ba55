import { zipNames } from './zip-names-rules.ts'

/** What evidence may be, by what it is and not by what it is called; `ending` is how we call it when it is opened. */
export const EVIDENCE_KINDS = {
  pdf: { mediaType: 'application/pdf', text: 'PDF', ending: 'pdf' },
  png: { mediaType: 'image/png', text: 'PNG picture', ending: 'png' },
  jpeg: { mediaType: 'image/jpeg', text: 'JPEG picture', ending: 'jpg' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    text: 'Word document',
    ending: 'docx',
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    text: 'Excel workbook',
    ending: 'xlsx',
  },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', text: 'OpenDocument text', ending: 'odt' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', text: 'OpenDocument spreadsheet', ending: 'ods' },
  text: { mediaType: 'text/plain', text: 'text or CSV file', ending: 'txt' },
} as const
export type EvidenceKind = keyof typeof EVIDENCE_KINDS

/** Why a file is not taken. */
export type EvidenceFault = 'empty' | 'unknown-kind' | 'macros' | 'active' | 'disguised'

type Sniffed =
  | { readonly ok: true; readonly kind: EvidenceKind }
  | { readonly ok: false; readonly fault: EvidenceFault }

/** Names that each kind goes by; a file that is one kind and called another is a disguise. */
const ENDINGS: Readonly<Record<EvidenceKind, readonly string[]>> = {
  pdf: ['pdf'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  odt: ['odt'],
  ods: ['ods'],
  text: ['txt', 'csv', 'eml'],
}

/** What a file is by its bytes. Refuses programs, archives and whatever else is not listed, macros, and a name that says another kind. */
export function sniffEvidence(bytes: Uint8Array, fileName: string): Sniffed {
  if (bytes.length === 0) return { ok: false, fault: 'empty' }
  const kind = kindOf(bytes)
  if (kind === null) return { ok: false, fault: 'unknown-kind' }
  if (kind === 'macros' || kind === 'active') return { ok: false, fault: kind }
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''
  return ENDINGS[kind].includes(ending) ? { ok: true, kind } : { ok: false, fault: 'disguised' }
}

type Found = EvidenceKind | 'macros' | 'active' | null

function kindOf(bytes: Uint8Array): Found {
  if (begins(bytes, '%PDF-')) return STARTS_OTHERS.some((word) => has(bytes, word)) ? 'active' : 'pdf'
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (begins(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (begins(bytes, 'PK\x03\x04')) return officeKind(bytes)
  return isText(bytes) ? 'text' : null
}

/** A PDF that starts programs or carries other files: what those are, nobody has looked at. */
const STARTS_OTHERS = ['/Launch', '/EmbeddedFile']

/** Parts of a document that are programs or documents of other programs. */
const ACTIVE = /(^|\/)(activeX|embeddings)\/|\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|class|lnk|msi|zip)$/i

/** By the names of the parts of the archive, as its directory has them. */
function officeKind(bytes: Uint8Array): Found {
  const names = zipNames(bytes)
  if (names === null) return null
  if (names.some((name) => /(^|\/)vbaProject[^/]*\.bin$/i.test(name) || /^(Basic|Scripts)\//.test(name)))
    return 'macros'
  if (names.some((name) => ACTIVE.test(name))) return 'active'
  const isPart = (part: RegExp) => names.some((name) => part.test(name))
  if (isPart(/^mimetype$/) && isPart(/^content\.xml$/)) return openDocumentKind(bytes)
  if (!isPart(/^\[Content_Types\]\.xml$/)) return null
  const isWord = isPart(/^word\/document[0-9]*\.xml$/)
  const isExcel = isPart(/^xl\/workbook[0-9]*\.xml$/)
  if (isWord === isExcel) return null
  return isWord ? 'docx' : 'xlsx'
}

/** The first part says it, uncompressed, at a place that the format fixes. */
function openDocumentKind(bytes: Uint8Array): EvidenceKind | null {
  const says = (kind: 'odt' | 'ods') => begins(bytes.subarray(NAME_AT), `mimetype${EVIDENCE_KINDS[kind].mediaType}PK`)
  if (says('odt')) return 'odt'
  return says('ods') ? 'ods' : null
}

/** Where the name of the first part stands. */
const NAME_AT = 30

const codesOf = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0))

const begins = (bytes: Uint8Array, text: string): boolean => codesOf(text).every((code, at) => bytes[at] === code)

function has(bytes: Uint8Array, text: string): boolean {
  const [first = 0, ...rest] = codesOf(text)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (rest.every((code, index) => bytes[at + 1 + index] === code)) return true
  }
  return false
}

const TAB = 9
const SPACE = 32
const LINE_ENDS = new Set([10, 13])

/** No control characters, so no program either; and it does not begin as a page or a script would. */
function isText(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 200)).trimStart()
  if (/^(\u00ef\u00bb\u00bf)?\s*(<|#!)/.test(start)) return false
  return bytes.every((byte) => byte >= SPACE || byte === TAB || LINE_ENDS.has(byte))
}
