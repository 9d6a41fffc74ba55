import { SummaryList } from './govuk.ts'
import type { Html } from './govuk-types.ts'

type Action = { readonly text: string; readonly href: string; readonly hidden: string }

export type SummaryRow = {
  readonly key: string
  /** Null and "" are shown as "Not provided". */
  readonly value: Html | string | null
  readonly actions?: readonly Action[]
}

type SummaryProps = {
  readonly rows: readonly SummaryRow[]
  readonly title?: string
  /** Links in the heading of the card, for what changes all of its rows together. */
  readonly actions?: readonly Action[]
}

/** Facts in two columns, with links to change them. `title` puts them on a card of that name. */
export const Summary = ({ rows, title, actions = [] }: SummaryProps): Html => (
  <SummaryList
    card={title === undefined ? undefined : { title: { text: title }, actions: { items: actions.map(itemOf) } }}
    rows={rows.map(({ key, value, actions: changes = [] }) => ({
      key: { text: key },
      value: shown(value),
      actions: { items: changes.map(itemOf) },
    }))}
  />
)

const itemOf = ({ text, href, hidden }: Action) => ({ text, href, visuallyHiddenText: hidden })

/** Markup made by JSX is an object at run time, whatever its type says; only words are strings. */
function shown(value: Html | string | null) {
  if (value === null || value === '') return { text: 'Not provided' }
  return typeof value === 'string' ? { text: value } : { html: value }
}
