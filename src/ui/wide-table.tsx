import { Table } from './govuk.ts'
import type { Html, TableOptions } from './govuk-types.ts'

/**
 * A table of many columns: on a narrow screen it scrolls by itself, with the keyboard too, and the page around it stays.
 * The caption names it.
 */
export const WideTable = (options: TableOptions & { readonly caption: string }): Html => (
  <section class="app-table-scroll" tabindex={0} aria-label={options.caption}>
    <Table {...options} />
  </section>
)
