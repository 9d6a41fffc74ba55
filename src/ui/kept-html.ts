import { escaped } from './escaped.ts'
import { remembered } from './remembered.ts'

export type Render = (params: Readonly<Record<string, unknown>>) => string

/** Nothing that a template changes, or that a visitor can send: the platform takes NUL out of forms. */
const TOKEN = '\0'

/**
 * A component whose official rendering is kept and given again for the same options. What people typed (`value`) is no part of
 * what is kept: a token stands for it, and it is filled in, escaped, each time. kept-html.test.ts compares the bytes.
 */
export function keptHtml(render: Render): Render {
  const kept = remembered<readonly string[]>()
  return (params) => {
    const values: string[] = []
    const key = JSON.stringify(params, (name, member) => {
      if (name !== 'value' || typeof member !== 'string' || member === '') return member
      return `${TOKEN}${values.push(member) - 1}${TOKEN}`
    })
    const pieces = kept(key, () => render(JSON.parse(key)).split(TOKEN))
    return pieces.length === 1 ? (pieces[0] ?? '') : filled(pieces, values)
  }
}

/** Every other piece is the number of a value. */
const filled = (pieces: readonly string[], values: readonly string[]): string =>
  pieces.map((piece, at) => (at % 2 === 0 ? piece : escaped(values[Number(piece)] ?? ''))).join('')
