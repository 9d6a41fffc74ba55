/**
 * The markdown of GOV.UK Notify, as far as our messages use it: paragraphs, `#` headings, `*` and `1.` lists, `^` insets,
 * `---` rules, `[words](address)` and bare addresses. Notify renders it itself; these renderers are for SMTP and for /dev/emails.
 */
type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: LinesKind; readonly lines: readonly string[] }
  | { readonly kind: 'rule' }

type LinesKind = 'paragraph' | 'inset' | 'bullets' | 'numbers'

/** Plain text with every address in full. */
export function toText(markdown: string): string {
  return blocksOf(markdown)
    .map((block) => {
      if (block.kind === 'heading') return `${linksInText(block.text)}\n${'-'.repeat(Math.min(block.text.length, 65))}`
      if (block.kind === 'bullets') return block.lines.map((item) => `* ${linksInText(item)}`).join('\n')
      if (block.kind === 'numbers') return block.lines.map((item, at) => `${at + 1}. ${linksInText(item)}`).join('\n')
      if (block.kind === 'rule') return '-'.repeat(65)
      return block.lines.map(linksInText).join('\n')
    })
    .join('\n\n')
    .concat('\n')
}

/** A whole, accessible page: language, title, one column, underlined links that show where they lead. Everything is escaped. */
export function toHtml(title: string, markdown: string): string {
  const body = blocksOf(markdown)
    .map((block) => {
      if (block.kind === 'heading') return `<h2 style="${HEADING}">${inline(block.text)}</h2>`
      if (block.kind === 'bullets') return `<ul style="${LIST}">${listItems(block.lines)}</ul>`
      if (block.kind === 'numbers') return `<ol style="${LIST}">${listItems(block.lines)}</ol>`
      if (block.kind === 'rule') return '<hr>'
      const text = block.lines.map(inline).join('<br>')
      return block.kind === 'inset'
        ? `<blockquote style="${INSET}">${text}</blockquote>`
        : `<p style="${TEXT}">${text}</p>`
    })
    .join('\n')
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:20px;color:#0b0c0c;background:#ffffff;font-family:Helvetica,Arial,sans-serif">
<main style="max-width:580px;margin:0 auto">
${body}
</main>
</body>
</html>
`
}

/** Every address that the message links to, in the order of the text, each once. */
export const linksOf = (markdown: string): readonly string[] => [
  ...new Set([...markdown.matchAll(LINK)].map((match) => match[2] ?? match[3] ?? '')),
]

/**
 * Somebody's own words inside a message: they stay on their line, can make no link and no heading. Use it for every name
 * and every answer that goes into a body or a subject.
 */
export const quoted = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')'))
    .replace(/:\/\//g, ': //')
    .replace(/^([#*^-]|\d+[.)])+\s*/, '')

const TEXT = 'font-size:19px;line-height:1.32;margin:0 0 20px'
const HEADING = 'font-size:27px;line-height:1.3;margin:25px 0 15px'
const LIST = `${TEXT};padding-left:25px`
const INSET = `${TEXT};padding:10px 15px;border-left:10px solid #b1b4b6`

const LINK = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/g

const LINE_KINDS = [
  ['heading', /^#{1,3}\s+(.*)$/],
  ['bullets', /^[*•-]\s+(.*)$/],
  ['numbers', /^\d+\.\s+(.*)$/],
  ['inset', /^\^\s?(.*)$/],
] as const

function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let open: { kind: LinesKind; lines: string[] } | null = null
  const add = (kind: LinesKind, line: string) => {
    if (open?.kind === kind) return void open.lines.push(line)
    open = { kind, lines: [line] }
    blocks.push(open)
  }
  for (const line of markdown.split(/\r?\n/).map((each) => each.trim())) {
    const [kind, text] = kindOf(line)
    if (kind === 'heading') blocks.push({ kind, text })
    if (kind === 'rule') blocks.push({ kind })
    if (kind === 'blank' || kind === 'heading' || kind === 'rule') open = null
    else add(kind, text)
  }
  return blocks
}

function kindOf(line: string) {
  if (line === '') return ['blank', ''] as const
  if (/^-{3,}$/.test(line)) return ['rule', ''] as const
  for (const [kind, pattern] of LINE_KINDS) {
    const text = pattern.exec(line)?.[1]
    if (text !== undefined) return [kind, text] as const
  }
  return ['paragraph', line] as const
}

const linksInText = (line: string): string =>
  line.replace(LINK, (whole, words?: string, address?: string) => (words ? `${words}: ${address}` : whole))

const listItems = (items: readonly string[]): string => items.map((item) => `<li>${inline(item)}</li>`).join('')

function inline(line: string): string {
  let html = ''
  let end = 0
  for (const match of line.matchAll(LINK)) {
    const address = match[2] ?? match[3] ?? ''
    html += escaped(line.slice(end, match.index))
    if (match[1] !== undefined) html += `${escaped(match[1])}: `
    html += `<a style="color:#1d70b8;text-decoration:underline;overflow-wrap:anywhere" href="${escaped(address)}">${escaped(address)}</a>`
    end = match.index + match[0].length
  }
  return html + escaped(line.slice(end))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
