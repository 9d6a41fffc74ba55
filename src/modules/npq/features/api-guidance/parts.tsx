import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'

/** A line of code or of a call, on its own. */
export const Code = ({ text }: { readonly text: string }): Html => (
  <p class="govuk-body">
    <code class="govuk-!-text-break-word">{text}</code>
  </p>
)

type Rows = {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A table whose first column is a word of the API. */
export const WordTable = ({ caption, head, rows }: Rows): Html => (
  <WideTable
    caption={caption}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={head.map((text) => ({ text }))}
    rows={rows.map(([word = '', ...cells]) => [{ html: <code>{word}</code> }, ...cells.map((text) => ({ text }))])}
  />
)
