import { SummaryList } from './govuk.ts'
import type { Html } from './govuk-types.ts'

export type SummaryRow = {
  readonly key: string
  /** Null and "" are shown as "Not provided". */
  readonly value: Html | string | null
  readonly actions?: readonly { readonly text: string; readonly href: string; readonly hidden: string }[]
}

/** Facts in two columns, with links to change them. `title` puts them on a card of that name. */
export const Summary = ({ rows, title }: { readonly rows: readonly SummaryRow[]; readonly title?: string }): Html => (
  <SummaryList
    card={title === undefined ? undefined : { title: { text: title } }}
    rows={rows.map(({ key, value, actions = [] }) => ({
      key: { text: key },
      value: shown(value),
      actions: { items: actions.map(({ text, href, hidden }) => ({ text, href, visuallyHiddenText: hidden })) },
    }))}
  />
)

/** Markup made by JSX is an object at run time, whatever its type says; only words are strings. */
function shown(value: Html | string | null) {
  if (value === null || value === '') return { text: 'Not provided' }
  return typeof value === 'string' ? { text: value } : { html: value }
}
