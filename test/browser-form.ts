import type { Shown, Submitted } from './browser.ts'

/** What somebody types or ticks: a list for ticked boxes, null to leave out what the page had filled in. */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>

type Field = [name: string, value: string]

/** The form as a browser would send it: what the page had filled in, then what was typed. */
export function formOf(page: Shown, selector: string | undefined, filled: Filled) {
  const { html } = page
  const form = selector ? html(selector) : html('main form, form').first()
  if (form.length !== 1)
    throw new Error(`${page.path} (${page.status}) shows ${form.length} forms for "${selector ?? 'form'}"`)
  const named = form.find('input[name], select[name], textarea[name]')
  const kept: Field[] = named.toArray().flatMap((element) => {
    const field = html(element)
    const name = field.attr('name') ?? ''
    const type = field.attr('type') ?? ''
    const unticked = (type === 'checkbox' || type === 'radio') && field.attr('checked') === undefined
    if (name in filled || unticked || type === 'file' || type === 'submit') return []
    return [listOf(field.val()).map((value): Field => [name, value])].flat()
  })
  const typed = Object.entries(filled).flatMap(([name, value]) => listOf(value).map((one): Field => [name, one]))
  return { action: form.attr('action') || page.path, fields: [...kept, ...typed] }
}

const listOf = (value: string | readonly string[] | null | undefined): readonly string[] => {
  if (value === null || value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

export function multipartBody(fields: readonly Field[], files: NonNullable<Submitted['files']>) {
  const boundary = '----testform7f3a'
  const texts = fields.map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const parts = Object.entries(files).flatMap(([name, file]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${file.name}"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    Buffer.from(file.content),
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...texts, ...parts, Buffer.from(`--${boundary}--\r\n`)])
  return { type: `multipart/form-data; boundary=${boundary}`, payload }
}
