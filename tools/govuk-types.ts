import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One option of a component, as govuk-frontend's macro-options.json describes it. */
type Option = {
  readonly name: string
  readonly type: 'string' | 'boolean' | 'integer' | 'object' | 'array' | 'nunjucks-block'
  readonly required: boolean
  readonly description: string
  readonly isComponent?: boolean
  readonly deprecated?: string
  readonly params?: readonly Option[]
}

const COMPONENTS = 'node_modules/govuk-frontend/dist/govuk/components'
const TARGET = 'src/ui/govuk-types.ts'

/** Options that take options of another kind than the metadata says, or whose members it does not list. */
const KNOWN: Readonly<Record<string, string>> = {
  attributes: 'Attributes',
  wrapperAttributes: 'Attributes',
  values: 'readonly string[] | Readonly<Record<string, string>>',
}

/** The text of src/ui/govuk-types.ts: one type for each component's options. */
export function govukTypes(): string {
  const components = readdirSync(COMPONENTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const types = components.map((component) => `export type ${typeName(component)} = ${members(optionsOf(component))}\n`)
  return [HEADER, ...types].join('\n')
}

const HEADER = `// Made by tools/govuk-types.ts from govuk-frontend's macro-options.json. Do not edit.
import type { JSX } from 'hono/jsx/jsx-runtime'

/** Markup made by JSX, which is escaped; a bare string is not. */
export type Html = JSX.Element

type OneOf<Text extends string, Markup extends string> =
  | ({ readonly [Name in Text]: string } & { readonly [Name in Markup]?: undefined })
  | ({ readonly [Name in Markup]: Html } & { readonly [Name in Text]?: undefined })

export type Attributes = Readonly<Record<string, string | boolean | { readonly value: string | boolean; readonly optional?: boolean }>>
`

const optionsOf = (component: string): readonly Option[] =>
  JSON.parse(readFileSync(join(COMPONENTS, component, 'macro-options.json'), 'utf8'))

/** Text and HTML of the same thing are both marked as required: they become "one of". A divider has nothing else. */
function members(options: readonly Option[]): string {
  const merged = merge(options.filter((option) => option.type !== 'nunjucks-block' && !option.deprecated))
  const pairs = merged.flatMap((text) => {
    const html = merged.find((option) => option.name !== text.name && option.name === htmlTwin(text.name))
    return html && text.required && html.required ? [[text.name, html.name] as const] : []
  })
  const plain = merged.filter((option) => !pairs.flat().includes(option.name))
  const object = pairs.map(([text, html]) => `OneOf<'${text}', '${html}'>`)
  if (plain.length > 0) object.push(`{ ${plain.map(member).join('; ')} }`)
  const whole = object.join(' & ')
  return merged.some((option) => option.name === 'divider') ? `(${whole}) | { readonly divider: string }` : whole
}

const htmlTwin = (name: string): string => name.replace(/text$/, 'html').replace(/Text$/, 'Html')

/** An option that is listed twice has either type. */
function merge(options: readonly Option[]): readonly (Option & { readonly as: string })[] {
  const byName = Map.groupBy(options, (option) => option.name)
  return [...byName.values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, as: [...new Set(same.map(typeOf))].join(' | ') }] : []
  })
}

const member = ({ name, required, as }: Option & { readonly as: string }): string =>
  required ? `readonly ${name}: ${as}` : `readonly ${name}?: ${as} | undefined`

function typeOf(option: Option): string {
  if (option.isComponent) return typeName(kebab(option.name))
  if (option.params) return option.type === 'array' ? arrayOf(option) : members(option.params)
  return KNOWN[option.name] ?? plainTypeOf(option)
}

function plainTypeOf(option: Option): string {
  if (option.type === 'integer') return 'number'
  if (option.type === 'boolean') return 'boolean'
  if (option.type === 'string') return isHtml(option) ? 'Html' : 'string'
  return 'Readonly<Record<string, string>>'
}

/** A table's rows are lists of cells, which the metadata does not say. */
function arrayOf({ name, params = [], description }: Option): string {
  const item = `(${members(params)})`
  return name === 'rows' && /table component/.test(description)
    ? `readonly (readonly ${item}[])[]`
    : `readonly (${item} | false | null | undefined)[]`
}

const isHtml = ({ name, description }: Option): boolean => /html$/i.test(name) || /HTML injected/.test(description)

const typeName = (component: string): string =>
  `${component.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}Options`

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

if (process.argv[1]?.endsWith('govuk-types.ts')) writeFileSync(TARGET, govukTypes())
