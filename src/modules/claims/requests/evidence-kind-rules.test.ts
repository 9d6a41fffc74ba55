import { expect, test } from 'vitest'
import { EVIDENCE_KINDS, type EvidenceKind, sniffEvidence } from './evidence-kind-rules.ts'
import { aDocument, aZip } from './factories.ts'
import { zipNames } from './zip-names-rules.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['%PDF-1.7\n\0\0', 'contract.pdf', 'pdf'],
  ['%PDF-1.7', 'CONTRACT.PDF', 'pdf'],
  ['\x89PNG\r\n\x1a\n\0\0', 'photo.png', 'png'],
  ['\xff\xd8\xff\xe0\0', 'scan.JPG', 'jpeg'],
  ['name,hours\nOla Brandt,16\n', 'hours.csv', 'text'],
  ['Zoë', 'note.txt', 'text'],
])('%j called %s is %s', (content, name, kind) => {
  expect(sniffEvidence(bytes(content), name)).toEqual({ ok: true, kind })
})

test.each(['docx', 'xlsx', 'odt', 'ods'] as const)('a document is %s by its parts', (kind) => {
  expect(sniffEvidence(aDocument(kind), `a.${kind}`)).toEqual({ ok: true, kind })
})

test.each([
  ['', 'empty.pdf', 'empty'],
  ['MZ\x90\0', 'setup.exe', 'unknown-kind'],
  ['MZ\x90\0', 'evidence.pdf', 'unknown-kind'],
  ['<html><script>', 'page.txt', 'unknown-kind'],
  ['\xef\xbb\xbf<svg onload=x>', 'picture.txt', 'unknown-kind'],
  ['#!/bin/sh\nrm', 'notes.txt', 'unknown-kind'],
  ['{\\rtf1\0', 'a.rtf', 'unknown-kind'],
  ['%PDF-1.7', 'contract.exe', 'disguised'],
  ['\x89PNG\r\n\x1a\n', 'contract.pdf', 'disguised'],
  ['hello', 'contract.pdf', 'disguised'],
  ['hello', 'contract', 'disguised'],
  ['%PDF-1.7 1 0 obj << /S /Launch /F (cmd.exe) >>', 'contract.pdf', 'active'],
  ['%PDF-1.7 1 0 obj << /Type /EmbeddedFile >>', 'portfolio.pdf', 'active'],
])('%j called %s is refused: %s', (content, name, fault) => {
  expect(sniffEvidence(bytes(content), name)).toEqual({ ok: false, fault })
})

test.each([
  [aZip([{ name: 'run.exe' }]), 'a.zip', 'active'],
  [aZip([{ name: 'holiday.txt' }]), 'a.docx', 'unknown-kind'],
  [aDocument('docx', [{ name: 'word/vbaProject.bin' }]), 'a.docx', 'macros'],
  [aDocument('odt', [{ name: 'Basic/Standard/Module1.xml' }]), 'a.odt', 'macros'],
  [aDocument('docx', [{ name: 'word/embeddings/oleObject1.bin' }]), 'a.docx', 'active'],
  [aDocument('xlsx', [{ name: 'xl/activeX/activeX1.xml' }]), 'a.xlsx', 'active'],
  [aDocument('docx', [{ name: '../../start.xml' }]), 'a.docx', 'unknown-kind'],
  [aDocument('docx', [{ name: 'xl/workbook.xml' }]), 'a.docx', 'unknown-kind'],
  [aDocument('docx').subarray(0, -10), 'a.docx', 'unknown-kind'],
  [Buffer.concat([aDocument('docx'), bytes('more')]), 'a.docx', 'unknown-kind'],
  [aDocument('docx'), 'a.pdf', 'disguised'],
] as const)('an archive that is no plain document (%#) is refused', (content, name, fault) => {
  expect(sniffEvidence(content, name)).toEqual({ ok: false, fault })
})

/** Always the same numbers, so that a fault shows again. */
function numbers(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const BEGINNINGS = [
  ...[
    '%PDF-1.7\n',
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff\xe0',
    'PK\x03\x04',
    'PK\x05\x06',
    'MZ\x90\0',
    '\x7fELF',
    '<html>',
  ],
  ...[
    '#!/bin/sh\n',
    '\xef\xbb\xbf<script>',
    'GIF89a',
    'Rar!',
    '\x1f\x8b',
    '{\\rtf1',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '',
  ],
]
const NAMES = ['a.pdf', 'a.png', 'a.jpg', 'a.docx', 'a.xlsx', 'a.odt', 'a.ods', 'a.txt', 'a.exe', 'a.pdf.exe', 'a', '']
const PARTS = [
  'word/vbaProject.bin',
  '../x',
  'x.exe',
  'word\\a',
  '/etc/x',
  'a\0b',
  'word/media/1.png',
  'xl/workbook.xml',
  '',
]

/** What a file of each kind must begin with, said once more in another way. */
const MUST_BEGIN: Readonly<Record<Exclude<EvidenceKind, 'text'>, string>> = {
  ...{ pdf: '%PDF-', png: '\x89PNG', jpeg: '\xff\xd8\xff', docx: 'PK\x03\x04', xlsx: 'PK\x03\x04' },
  ...{ odt: 'PK\x03\x04', ods: 'PK\x03\x04' },
}
const PROGRAMS = ['MZ', '\x7fELF', 'PK', '<', '#!', '\xd0\xcf', 'Rar!', '\x1f\x8b', '\xef\xbb\xbf<']

const beginsAsItMust = (kind: EvidenceKind, content: string): boolean =>
  kind === 'text'
    ? !PROGRAMS.some((start) => content.trimStart().startsWith(start)) || /^(MZ|PK|Rar!)[ -~]/.test(content)
    : content.startsWith(MUST_BEGIN[kind])

const isOdd = (part: string): boolean =>
  part.includes('vbaProject') || part.endsWith('.exe') || ['..', '\\', '\0'].some((word) => part.includes(word))

const pick = numbers(20261123)
const one = <Value>(values: readonly Value[]): Value => values[pick(values.length)] as Value
const noise = (most: number) => Buffer.from(Array.from({ length: pick(most) }, () => pick(256)))

function broken(): Buffer {
  const content = Buffer.from(aDocument(one(['docx', 'ods'] as const), [{ name: one(PARTS) }]))
  for (let times = pick(6); times >= 0; times -= 1) content[pick(content.length)] = pick(256)
  return content
}

const MAKERS: readonly (() => Buffer)[] = [
  () => noise(400),
  () => Buffer.concat([bytes(one(BEGINNINGS)), noise(300)]),
  () => Buffer.concat([bytes(one(BEGINNINGS)), bytes(one(BEGINNINGS)), noise(60), aDocument('docx')]),
  () => aDocument(one(['docx', 'xlsx', 'odt', 'ods'] as const), [{ name: one(PARTS) }, { name: one(PARTS) }]),
  () => aDocument('docx').subarray(pick(20), pick(300)),
  broken,
]

test('2,000 random, broken and mixed files: nothing crashes, and nothing is taken for what it is not', () => {
  let taken = 0
  for (let round = 0; round < 2_000; round += 1) {
    const content = one(MAKERS)()
    for (const name of NAMES) {
      const sniffed = sniffEvidence(content, name)
      if (!sniffed.ok) continue
      taken += 1
      expect(beginsAsItMust(sniffed.kind, content.toString('latin1'))).toBe(true)
      expect(name.slice(name.lastIndexOf('.') + 1)).toBe(EVIDENCE_KINDS[sniffed.kind].ending)
      const parts = content.toString('latin1').startsWith('PK') ? zipNames(content) : []
      expect(parts?.filter(isOdd)).toEqual([])
    }
  }
  expect(taken).toBeGreaterThan(100)
})
