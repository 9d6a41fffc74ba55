import { counted } from '#src/kit/counted.ts'
import { countText } from './count-text.ts'
import { Pagination as GovukPagination } from './govuk.ts'
import type { Html } from './govuk-types.ts'
import { hrefOfPage, type Paging } from './paging.ts'

type PaginationProps = {
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** Nothing for one page; else first, last, this page and its neighbours, with gaps between. */
export const Pagination = ({ paging, path, query }: PaginationProps): Html | null => {
  const { page, pages } = paging
  if (pages < 2) return null
  const href = (number: number): string => hrefOfPage(path, query, number)
  return (
    <GovukPagination
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
      items={shownPages(paging).map((number) =>
        number === null ? { ellipsis: true } : { number: String(number), href: href(number), current: number === page },
      )}
    />
  )
}

/** Null stands for a gap. A gap of one page would be no shorter than the page itself. */
export function shownPages({ page, pages }: Pick<Paging, 'page' | 'pages'>): readonly (number | null)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages)
  return shown.flatMap((number, position) => {
    const before = shown[position - 1] ?? 0
    if (number - before === 2) return [number - 1, number]
    return number - before > 2 ? [null, number] : [number]
  })
}

/** "Showing 26 to 50 of 4,310 schools". */
export function rangeText({ offset, limit, total }: Paging, one: string, many: string): string {
  if (total === 0) return `0 ${many}`
  const count = counted(total, one, many)
  if (total <= limit) return count
  return `Showing ${countText(offset + 1)} to ${countText(Math.min(offset + limit, total))} of ${count}`
}
